//! A picture that can be set.

/// A picture that can be set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Artwork {
    /// The file's bytes, without metadata.
    pub bytes: Vec<u8>,
    /// The format of these bytes.
    pub format: Format,
    /// Width and height in pixels; none for drawings that have no pixels.
    pub pixels: Option<(u32, u32)>,
    /// What a drawing says in letters.
    pub words: String,
    /// What it would say elsewhere and does not in print: words of web pages within it.
    pub unsaid: Vec<String>,
}

impl Artwork {
    /// A picture without letters.
    pub(super) fn of(bytes: Vec<u8>, format: Format, pixels: (u32, u32)) -> Self {
        Self { bytes, format, pixels: Some(pixels), words: String::new(), unsaid: Vec::new() }
    }
}

/// The formats of pictures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// Graphics Interchange Format; its first frame is printed.
    Gif,
    /// WebP.
    Webp,
    /// Scalable Vector Graphics.
    Svg,
}

impl Format {
    /// The usual end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Svg => "svg",
        }
    }

    /// What it is called on the web.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }
}
