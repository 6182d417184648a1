//! The second process: what the first one gives it, and that it ends when the first one does.

use std::io::Read;

/// Says to the second process that it is the second.
pub(super) const MARK: &str = "HANDPRESS_GUARDED";
/// What it says if memory is short.
pub(super) const SPARING: &str = "sparing";
/// Where it finds the password: a process's surroundings are its owner's alone, its
/// arguments are everybody's.
pub(super) const PASSWORD: &str = "HANDPRESS_PASSWORD";

/// A file larger than this is not read from standard input.
const MOST_BYTES: u64 = 4 << 30;

/// Whether this is the second process.
pub(in crate::cli) fn is_second() -> bool {
    std::env::var_os(MARK).is_some()
}

/// The password that the first process has fetched; none in the first.
pub(in crate::cli) fn password() -> Option<String> {
    is_second().then(|| std::env::var(PASSWORD).ok()).flatten()
}

/// Whether memory is short, and pages are drawn one at a time.
pub(in crate::cli) fn is_sparing() -> bool {
    std::env::var_os(MARK).is_some_and(|how| how == SPARING)
}

/// Waits, beside the work, for the end of the first process, and ends at once.
pub(in crate::cli) fn end_with_the_first() {
    std::thread::spawn(|| {
        let mut one = [0; 1];
        // The first process holds the other end of this pipe as long as it lives, and
        // writes nothing more to it: on every system, and also if it is killed.
        while let Ok(1..) = std::io::stdin().lock().read(&mut one) {}
        std::process::abort();
    });
}

/// Standard input: in the second process as the first one has read it, its length first.
///
/// # Errors
/// If it cannot be read.
pub(in crate::cli) fn input() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if !is_second() {
        std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let mut length = [0; 8];
    std::io::stdin().lock().read_exact(&mut length)?;
    std::io::stdin().lock().take(u64::from_le_bytes(length)).read_to_end(&mut bytes)?;
    end_with_the_first();
    Ok(bytes)
}
