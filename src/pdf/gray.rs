//! Everything in black ink. (To come.)

use super::open::Pages;
use crate::diag::Diagnostic;

/// Turns every colour of the pages into a gray of black ink.
///
/// # Errors
/// `E0510` for what cannot be turned.
pub fn black_ink(_pages: &mut Pages) -> Result<(), Diagnostic> {
    Ok(())
}
