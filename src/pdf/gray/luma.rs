//! How dark a colour is.

/// The weights of red, green and blue in the light (ITU-R BT.709), applied to
/// the values as they are stored, as `image` does for pictures.
pub(super) const WEIGHTS: [f64; 3] = [0.2126, 0.7152, 0.0722];

/// The gray of a colour with 3 or 4 channels, each 0 to 1; None for any other
/// number of channels.
pub(super) fn gray(channels: &[f64]) -> Option<f64> {
    match channels {
        [light] => Some(*light),
        [r, g, b] => {
            let [wr, wg, wb] = WEIGHTS;
            Some((r * wr + g * wg + b * wb).clamp(0.0, 1.0))
        }
        // PDF 32000-1, 10.3.3: inks darken by their weights, black by itself.
        [c, m, y, k] => Some((1.0 - (0.3 * c + 0.59 * m + 0.11 * y + k)).clamp(0.0, 1.0)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::gray;

    #[test]
    fn black_and_white_stay() {
        assert_eq!(gray(&[0.0, 0.0, 0.0]), Some(0.0));
        assert!(gray(&[1.0, 1.0, 1.0]).is_some_and(|white| white > 0.999));
        assert_eq!(gray(&[0.0, 0.0, 0.0, 1.0]), Some(0.0));
        assert_eq!(gray(&[0.0, 0.0, 0.0, 0.0]), Some(1.0));
        assert_eq!(gray(&[0.5, 0.5]), None);
    }
}
