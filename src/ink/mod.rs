//! Pictures: read, cleaned of what cameras write about their owners, and
//! turned into black ink. The only room that names `image`.

mod clean;
mod gray;

pub use clean::{Artwork, Format, clean};
pub use gray::{Gray, gray, gray_jpeg};
