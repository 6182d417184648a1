//! Pictures: read, cleaned of what cameras write about their owners, and
//! turned into black ink. The only room that names `image`.

mod png;

#[cfg(feature = "pamphlets")]
mod clean;
mod gray;

#[cfg(feature = "pamphlets")]
pub use clean::{Artwork, Format, clean};
pub use gray::{Gray, gray, gray_jpeg};
pub use png::gray_png;
