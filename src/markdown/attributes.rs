//! `{#id .class key=value}`, as pandoc and comrak write it.

/// What stands between the braces.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Attributes {
    pub id: Option<String>,
    pub classes: Vec<String>,
    pub pairs: Vec<(String, String)>,
}

impl Attributes {
    /// Reads attributes at the start of a text, and says how many bytes they
    /// take. None if this is something else in braces.
    pub(super) fn read(text: &str) -> Option<(Self, usize)> {
        let mut rest = text.strip_prefix('{')?;
        let mut read = Self::default();
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('}') {
                return Some((read, text.len() - after.len()));
            }
            let end = rest.find(|c: char| c.is_whitespace() || "}=\"".contains(c))?;
            let (word, after) = rest.split_at(end);
            if let Some(name) = word.strip_prefix('.').filter(|name| !name.is_empty()) {
                read.classes.push(name.to_owned());
                rest = after;
            } else if let Some(name) = word.strip_prefix('#').filter(|name| !name.is_empty()) {
                read.id = Some(name.to_owned());
                rest = after;
            } else {
                let is_key = word.starts_with(|c: char| c.is_ascii_alphabetic());
                let value = after.strip_prefix('=').filter(|_| is_key)?;
                let (value, after) = match value.strip_prefix('"') {
                    Some(quoted) => quoted.split_once('"')?,
                    None => {
                        let end = value.find(|c: char| c.is_whitespace() || c == '}')?;
                        value.split_at(end)
                    }
                };
                read.pairs.push((word.to_owned(), value.to_owned()));
                rest = after;
            }
        }
    }

    /// From comrak's own.
    pub(super) fn of(from: Option<&comrak::nodes::Attributes>) -> Self {
        from.map_or_else(Self::default, |from| Self {
            id: from.id.clone(),
            classes: from.classes.clone(),
            pairs: from.pairs.clone(),
        })
    }

    /// Takes a class out, if it is there.
    pub(super) fn take_class(&mut self, name: &str) -> bool {
        let before = self.classes.len();
        self.classes.retain(|class| class != name);
        self.classes.len() < before
    }

    /// Takes a value out, if it is there.
    pub(super) fn take(&mut self, key: &str) -> Option<String> {
        let at = self.pairs.iter().position(|(name, _)| name == key)?;
        Some(self.pairs.swap_remove(at).1)
    }
}

#[cfg(test)]
mod tests {
    use super::Attributes;

    #[test]
    fn reads_pandocs() {
        let (read, length) = Attributes::read("{#a .b .c d=e f=\"g h\"} i").expect("attributes");
        assert_eq!(length, 22);
        assert_eq!(read.id.as_deref(), Some("a"));
        assert_eq!(read.classes, ["b", "c"]);
        assert_eq!(read.pairs, [("d".into(), "e".into()), ("f".into(), "g h".into())]);
        for other in ["{", "{a}", "{.a", "{a=\"b}", "a", "{.}", "{1=2}"] {
            assert_eq!(Attributes::read(other), None, "{other}");
        }
    }
}
