//! What stands before the text and behind it.

use super::{Part, Writer};
use crate::markdown::{BlockKind, Leaf};
use crate::typeset::write::parts::Shape;

impl Writer<'_> {
    /// `#show: pamphlet.with(…)`: the pages before the text.
    pub(super) fn front(&mut self) {
        self.text("#show: pamphlet.with(");
        self.leaf(Leaf::Dedication, "dedication");
        self.leaf(Leaf::Epigraph, "motto");
        self.text(")\n\n");
    }

    /// The lists and pages behind the text, in the order of a book.
    pub(super) fn back(&mut self) {
        let start = self.out.len();
        self.note_list();
        if self.orders.text_note {
            self.text("#text-note();\n");
        }
        if self.orders.bibliography {
            self.text("#works-cited();\n");
        }
        self.address_list();
        let index = std::mem::take(&mut self.index);
        self.parts.terms = index.write(self.orders.lang, &mut self.out);
        for (role, name) in [(Leaf::About, "about-page"), (Leaf::Colophon, "colophon-page")] {
            let pages = self.orders.manuscript.pages.iter().filter(|page| page.role == role);
            for page in pages {
                if let BlockKind::Container(container) = &page.block.kind {
                    let start = self.out.len();
                    self.text(&format!("#{name}("));
                    self.finish(container);
                    self.text("\n");
                    self.origins.note(start..self.out.len(), &page.block.place);
                }
            }
        }
        if self.out.len() > start {
            let shape = Shape::Back;
            self.parts.blocks.push(Part { shape, ..Part::of(start..self.out.len()) });
        }
    }

    fn leaf(&mut self, role: Leaf, name: &str) {
        let pages = self.orders.manuscript.pages.iter();
        let Some(page) = pages.clone().find(|page| page.role == role) else { return };
        if let BlockKind::Container(container) = &page.block.kind {
            let start = self.out.len();
            self.text(&format!("{name}: ("));
            self.text("by: ");
            self.content(&container.by);
            self.text(", body: ");
            self.block_content(&container.blocks);
            self.text("), ");
            self.origins.note(start..self.out.len(), &page.block.place);
        }
    }

    fn address_list(&mut self) {
        let Some(addresses) = self.addresses.take() else { return };
        let listed = addresses.listed();
        if listed.is_empty() {
            return;
        }
        self.text("#address-list(");
        for url in listed {
            self.text("\n");
            self.string(url);
            self.text(",");
        }
        self.text(");\n");
    }
}
