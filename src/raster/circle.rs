//! Patterns that paint themselves, which would be drawn without end.

use std::collections::HashSet;

use hayro::hayro_syntax::content::TypedIter;
use hayro::hayro_syntax::content::ops::TypedInstruction;
use hayro::hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use hayro::hayro_syntax::page::{Page, Resources};

/// Patterns and forms within each other go no deeper.
const DEEPEST: usize = 48;

/// Whether a pattern on a page paints itself, or patterns and forms within each
/// other go deeper than anyone draws.
pub(super) fn is_endless(page: &Page<'_>) -> bool {
    let Some(content) = page.page_stream() else { return false };
    // Most pages have no pattern.
    let names = |content: &[u8], operator: &[u8]| {
        content.windows(operator.len()).any(|part| part.eq_ignore_ascii_case(operator))
    };
    if !names(content, b"scn") && !names(content, b"do") {
        return false;
    }
    let mut walk = Walk { path: Vec::new(), known: HashSet::new() };
    walk.is_endless(content, page.resources())
}

struct Walk {
    /// What is being painted, from the outside, and whether it is a pattern.
    path: Vec<(ObjectIdentifier, bool)>,
    /// What is known to have an end.
    known: HashSet<ObjectIdentifier>,
}

impl Walk {
    fn is_endless(&mut self, content: &[u8], resources: &Resources<'_>) -> bool {
        let mut all = TypedIter::new(content);
        let mut painted: Vec<Stream<'_>> = Vec::new();
        while let Some(instruction) = all.next() {
            let pattern = |name: &Name<'_>| resources.get_pattern(name)?.into_stream();
            painted.extend(match &instruction {
                TypedInstruction::StrokeColorNamed(named) => named.1.and_then(pattern),
                TypedInstruction::NonStrokeColorNamed(named) => named.1.and_then(pattern),
                TypedInstruction::XObject(named) => {
                    let form = resources.get_x_object(named.0);
                    form.filter(|form| {
                        form.dict().get::<Name<'_>>(b"Subtype").as_deref()
                            == Some(b"Form".as_slice())
                    })
                }
                _ => None,
            });
        }
        painted.iter().any(|stream| self.paints_itself(stream, resources))
    }

    fn paints_itself(&mut self, stream: &Stream<'_>, around: &Resources<'_>) -> bool {
        let id = stream.obj_id();
        if self.known.contains(&id) {
            return false;
        }
        let start = self.path.iter().position(|(other, _)| *other == id);
        if start.is_some() || self.path.len() >= DEEPEST {
            // The renderer knows when forms show themselves.
            let circle = self.path.get(start.unwrap_or(0)..).unwrap_or_default();
            return circle.iter().any(|(_, is_pattern)| *is_pattern);
        }
        let Ok(content) = stream.decoded() else { return false };
        let own = stream.dict().get::<Dict<'_>>(b"Resources").unwrap_or_default();
        let resources = Resources::from_parent(own, around.clone());
        self.path.push((id, stream.dict().contains_key(b"PatternType")));
        let is_endless = self.is_endless(&content, &resources);
        self.path.pop();
        if !is_endless {
            self.known.insert(id);
        }
        is_endless
    }
}
