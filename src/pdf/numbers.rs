//! Numbers as PDF writes them, and a short hash.

use lopdf::Object;

/// A number with at most five decimals, without an exponent, as content
/// streams want it.
pub(super) fn number(value: f64) -> String {
    let mut text = String::new();
    push_number(value, &mut text);
    text
}

/// Adds a number to a content stream, without a space.
pub(super) fn push_number(value: f64, out: &mut String) {
    // In whole hundred-thousandths: several times faster than as a fraction,
    // and a long file has tens of thousands of numbers.
    #[allow(clippy::cast_possible_truncation, reason = "saturates far beyond any paper")]
    let parts = (value * 100_000.0).round() as i64;
    let (whole, mut rest) = (parts.unsigned_abs() / 100_000, parts.unsigned_abs() % 100_000);
    if parts < 0 {
        out.push('-');
    }
    push_digits(whole, 1, out);
    if rest > 0 {
        let mut digits = 5;
        while rest % 10 == 0 {
            rest /= 10;
            digits -= 1;
        }
        out.push('.');
        push_digits(rest, digits, out);
    }
}

/// Adds a whole number with at least so many digits.
fn push_digits(number: u64, least: u32, out: &mut String) {
    if number >= 10 || least > 1 {
        push_digits(number / 10, least.saturating_sub(1), out);
    }
    #[allow(clippy::cast_possible_truncation, reason = "less than ten")]
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// A number as an object; whole ones stay whole.
#[allow(clippy::cast_possible_truncation, reason = "PDF reals have no more than f32's precision")]
pub(super) fn real(value: f64) -> Object {
    if value == value.round() && value.abs() < 1e9 {
        Object::Integer(value as i64)
    } else {
        Object::Real(value as f32)
    }
}

/// The number that an object holds, whole or not.
pub(super) fn value(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(whole) => Some(*whole as f64),
        Object::Real(real) if real.is_finite() => Some(f64::from(*real)),
        _ => None,
    }
}

/// FNV-1a with 128 bits (draft-eastlake-fnv): enough to tell files apart; not
/// a secret.
pub(super) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> [u8; 16] {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for part in parts {
        for byte in part {
            hash ^= u128::from(*byte);
            hash = hash.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
    hash.to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(420.9448818), "420.94488");
        assert_eq!(number(-0.0000001), "0");
        assert_eq!(number(1.0), "1");
        assert_eq!(number(-0.5), "-0.5");
        assert_eq!(number(-0.01), "-0.01");
        assert_eq!(number(595.27559), "595.27559");
    }

    #[test]
    fn fingerprints_by_the_book() {
        // The empty string's FNV-1a is the offset basis.
        assert_eq!(fingerprint([&b""[..]])[0], 0x6c);
        assert_ne!(fingerprint([&b"a"[..]]), fingerprint([&b"b"[..]]));
    }
}
