//! The pages for print: every picture in gray. (Text, rules and gradients
//! become black ink when the PDF is written out; pictures are easier here,
//! where their pixels are at hand.)

use typst::ecow::EcoVec;
use typst::foundations::Bytes;
use typst::layout::FrameItem;
use typst::visualize::{
    ExchangeFormat, Image, ImageKind, PixelEncoding, PixelFormat, RasterFormat, RasterImage,
};
use typst_layout::{Page, PagedDocument};

use super::frames;
use crate::ink::{self, Gray};

/// The document with gray pictures; shares every page that has none.
pub(in crate::typeset) fn pages(document: &PagedDocument) -> EcoVec<Page> {
    let pages = document.pages().iter().map(|page| {
        let mut page = page.clone();
        if frames::holds(&page.frame, &is_raster) {
            page.frame = frames::changed(&page.frame, &|item| match item {
                FrameItem::Image(image, size, span) => {
                    Some(FrameItem::Image(gray_image(image), *size, *span))
                }
                other => Some(other.clone()),
            });
        }
        page
    });
    pages.collect()
}

fn is_raster(item: &FrameItem) -> bool {
    matches!(item, FrameItem::Image(image, ..) if matches!(image.kind(), ImageKind::Raster(_)))
}

fn gray_image(image: &Image) -> Image {
    let ImageKind::Raster(raster) = image.kind() else { return image.clone() };
    let photograph = raster.format() == RasterFormat::Exchange(ExchangeFormat::Jpg);
    let pixels = |encoding, width, height, data: Vec<u8>| {
        let format = PixelFormat { encoding, width, height };
        RasterImage::plain(Bytes::new(data), format)
    };
    let gray = match ink::gray(raster.dynamic(), photograph) {
        Gray::Jpeg(bytes) => RasterImage::plain(Bytes::new(bytes), ExchangeFormat::Jpg),
        Gray::Light { width, height, data } => pixels(PixelEncoding::Luma8, width, height, data),
        Gray::LightAndCover { width, height, data } => {
            pixels(PixelEncoding::Lumaa8, width, height, data)
        }
    };
    // The pixels were decoded a moment ago, so this cannot fail; if it does,
    // the check for colour in the finished file says so.
    gray.map_or_else(
        |_| image.clone(),
        |raster| Image::new(raster, image.alt().map(Into::into), image.scaling()),
    )
}
