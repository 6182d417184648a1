//! Pictures: read, cleaned of what cameras write about their owners, and
//! turned into black ink. The only room that names `image`.

mod gray;
mod jpeg;
mod jpx;
mod png;
mod profile;

#[cfg(feature = "pamphlets")]
mod artwork;
#[cfg(feature = "pamphlets")]
mod chunks;
#[cfg(feature = "pamphlets")]
mod clean;
#[cfg(feature = "pamphlets")]
mod style;
#[cfg(feature = "pamphlets")]
mod svg;
#[cfg(feature = "pamphlets")]
mod svg_names;

#[cfg(feature = "pamphlets")]
pub use artwork::{Artwork, Format};
#[cfg(feature = "pamphlets")]
pub use clean::clean;
pub use gray::{Gray, gray, gray_jpeg};
pub use jpeg::bare_jpeg;
pub use jpx::bare_jpx;
pub use png::gray_png;
