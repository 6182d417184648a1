//! The same bytes in give the same bytes out: in any folder, at any hour, with
//! any number of threads.

use std::collections::BTreeMap;

use crate::booklets::everything;

fn built(threads: &str, zone: &str, epoch: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let scratch = everything();
    let mut command = scratch.command(&["build"]);
    command.env("RAYON_NUM_THREADS", threads).env("TZ", zone).env("USER", "somebody-else");
    if let Some(epoch) = epoch {
        command.env("SOURCE_DATE_EPOCH", epoch);
    }
    let output = command.output().expect("handpress runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let name = scratch.path("").file_name().expect("a name").to_string_lossy().into_owned();
    let files = scratch.files("out");
    for (file, bytes) in &files {
        let has = bytes.windows(name.len()).any(|window| window == name.as_bytes());
        assert!(!has, "{file} names the folder it was made in");
    }
    files
}

#[test]
fn builds_are_the_same_everywhere() {
    let one = built("1", "Pacific/Kiritimati", None);
    let other = built("7", "America/Adak", Some("86400"));
    assert!(one.len() > 15, "{:?}", one.keys());
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(other.get(name) == Some(bytes), "{name} differs");
    }
}

#[test]
fn booklets_have_identities_of_their_own() {
    let scratch = everything();
    scratch.build();
    let mut ids = std::collections::BTreeSet::new();
    let files = scratch.files("out/a");
    let pdfs: Vec<_> = files.iter().filter(|(name, _)| name.ends_with(".pdf")).collect();
    for (name, bytes) in &pdfs {
        let text = String::from_utf8_lossy(bytes);
        let id = text.rsplit_once("/ID").map(|(_, after)| after[..40].to_owned());
        assert!(ids.insert(id.expect("an /ID")), "{name} has the identity of another");
    }
    assert_eq!(ids.len(), pdfs.len());
}
