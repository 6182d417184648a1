//! "Did you mean …?"

/// The known word that was most likely meant, if any is near enough.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&written, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_misses_only() {
        let known = ["title", "subtitle", "authors"];
        assert_eq!(nearest("tilte", known), Some("title"));
        assert_eq!(nearest("Author", known), Some("authors"));
        assert_eq!(nearest("zebra", known), None);
    }
}
