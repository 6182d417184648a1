//! The manifest as it was written: every key that there is, each perhaps given.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::date::Date;
use super::keys::{File, Given, Keys};
use super::settings::{
    Alignment, BlankUse, Colour, Digits, Emendation, FrontFolios, Ignore, Level, NotesAt,
    OpeningStyle, WrittenFit, WrittenPrinter,
};
use super::values::{Choice, Flips, Links, Papers, Series, Several, WrittenBinding, WrittenLength};
use crate::diag::Findings;
use crate::language::{Direction, Language};

/// Declares the keys of the manifest: a field, its type, and its names in
/// TOML, ours first, aliases after it.
macro_rules! keys {
    (
        top { $($field:ident: $type:ty = [$($name:literal),+];)* }
        $(table $table:literal { $($in_field:ident: $in_type:ty = [$($in_name:literal),+];)* })*
    ) => {
        /// A manifest as it was written; nothing has a default yet.
        #[derive(Clone, Default, Debug)]
        pub struct Written {
            $(#[doc = concat!("`", stringify!($field), "`")] pub $field: Option<Given<$type>>,)*
            $($(#[doc = concat!("In `[", $table, "]`")] pub $in_field: Option<Given<$in_type>>,)*)*
        }

        impl Written {
            /// Takes every key of a manifest and reports those that are wrong
            /// or unknown.
            pub(super) fn read(table: DeTable<'_>, file: File<'_>, findings: &mut Findings) -> Self {
                let mut keys = Keys::of(table, "", file);
                let mut written = Self::default();
                $(written.$field = keys.take(&[$($name),+], findings);)*
                $(if let Some(mut keys) = keys.table($table, findings) {
                    $(written.$in_field = keys.take(&[$($in_name),+], findings);)*
                    keys.finish(findings);
                })*
                keys.finish(findings);
                written
            }

            /// This manifest, with what it leaves open taken from `defaults`.
            pub fn or(self, defaults: Self) -> Self {
                Self {
                    $($field: self.$field.or(defaults.$field),)*
                    $($($in_field: self.$in_field.or(defaults.$in_field),)*)*
                }
            }
        }
    };
}

keys! {
    top {
        printers: BTreeMap<String, WrittenPrinter> = ["printers"];
        title: String = ["title"];
        short_title: String = ["short-title", "shorttitle"];
        subtitle: String = ["subtitle"];
        authors: Several = ["authors", "author", "creator"];
        translators: Several = ["translators", "translator"];
        editors: Several = ["editors", "editor"];
        transcriber: Several = ["transcriber", "transcribers"];
        lang: Language = ["lang", "language"];
        dir: Direction = ["dir"];
        date: Date = ["date"];
        edition: String = ["edition"];
        publisher: String = ["publisher"];
        place: String = ["place", "publisher-place"];
        rights: String = ["rights", "license", "licence", "copyright"];
        isbn: String = ["isbn"];
        price: String = ["price"];
        series: Series = ["series"];
        source: String = ["source"];
        description: String = ["description", "abstract"];
        keywords: Several = ["keywords", "subject"];
        text: Several = ["text"];
        template: String = ["template"];
        links: Links = ["links"];
        contents: Choice = ["contents", "toc"];
        leaders: bool = ["leaders"];
        parts: bool = ["parts"];
        half_title: bool = ["half-title"];
        front_folios: FrontFolios = ["front-folios"];
        notes: NotesAt = ["notes"];
        text_note: Choice = ["text-note"];
        emendations: Vec<Emendation> = ["emendations"];
        bibliography: String = ["bibliography"];
        citation_style: String = ["citation-style", "csl"];
        digits: Digits = ["digits"];
        fit: WrittenFit = ["fit"];
        smart: bool = ["smart-punctuation"];
        requires: String = ["requires"];
        extra: toml::Table = ["extra"];
    }
    table "original" {
        original_title: String = ["title"];
        original_lang: Language = ["lang", "language"];
        original_date: Date = ["date"];
        original_place: String = ["place"];
        original_publisher: String = ["publisher"];
    }
    table "page" {
        page_width: WrittenLength = ["width"];
        page_height: WrittenLength = ["height"];
        page_inner: WrittenLength = ["inner"];
        page_outer: WrittenLength = ["outer"];
        page_top: WrittenLength = ["top"];
        page_bottom: WrittenLength = ["bottom"];
        page_columns: usize = ["columns"];
    }
    table "type" {
        type_text: Several = ["text"];
        type_sans: Several = ["sans"];
        type_mono: Several = ["mono"];
        type_size: WrittenLength = ["size"];
        type_leading: WrittenLength = ["leading"];
        type_hyphenate: bool = ["hyphenate"];
        type_align: Alignment = ["align"];
        type_opening: OpeningStyle = ["opening"];
        type_system_fonts: bool = ["system-fonts"];
    }
    table "colours" {
        colour_accent: Colour = ["accent"];
        colour_tint: Colour = ["tint"];
    }
    table "hyphenation" {
        hyphenation_words: Several = ["words"];
    }
    table "blanks" {
        blanks_use: BlankUse = ["use"];
    }
    table "check" {
        check_levels: BTreeMap<String, Level> = ["levels"];
        check_ignore: Vec<Ignore> = ["ignore"];
    }
    table "costs" {
        costs_sheet: f64 = ["sheet"];
        costs_side: f64 = ["side", "click"];
        costs_colour: f64 = ["colour", "color"];
        costs_toner: f64 = ["toner"];
        costs_card: f64 = ["card"];
        costs_staple: f64 = ["staple"];
    }
    table "cover" {
        cover_image: String = ["image"];
        cover_alt: String = ["alt"];
        cover_back: String = ["back"];
        cover_title_page: Choice = ["title-page"];
    }
    table "print" {
        print_papers: Papers = ["papers", "paper"];
        print_flip: Flips = ["flip"];
        print_binding: WrittenBinding = ["binding"];
        print_trim: bool = ["trim"];
        print_bleed: WrittenLength = ["bleed"];
    }
}
