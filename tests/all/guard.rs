//! What is far too much ends with a message, and nothing of it goes on behind anybody's back.

use std::process::Stdio;
use std::time::Duration;

use crate::scratch::Scratch;

fn drawn(drawing: &str) -> Scratch {
    let scratch = Scratch::with("title = \"A\"\n", "Some words.\n\n![A drawing](d.svg)\n");
    let head = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 99 99'>";
    scratch.put("pamphlets/a/d.svg", format!("{head}{drawing}</svg>"));
    scratch
}

/// Every clip is cut by the next one twice: 2 to the 25th of them.
fn clips() -> String {
    let clip = |at: usize| {
        let next = at + 1;
        format!(
            "<clipPath id='c{at}' clip-path='url(#c{next})'>\
             <rect width='99' height='99' clip-path='url(#c{next})'/></clipPath>"
        )
    };
    let all: String = (0..25).map(clip).collect();
    all + "<rect width='99' height='99' clip-path='url(#c0)'/>"
}

#[test]
fn drawings_that_grow_as_they_are_drawn_end_with_a_message() {
    let dashes = "<path d='M0 50H99' stroke='black' stroke-dasharray='1e-7'/>";
    let scratch = drawn(dashes);
    let said = scratch.run(&["build"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("error[E0519]: `a` takes more than"), "{}", said.err);
    assert!(said.err.contains("--no-limits") && !said.err.contains("panicked"), "{}", said.err);
    let said = scratch.run(&["build", "--json"]);
    assert!(said.err.contains("\"E0519\"") || said.out.contains("\"E0519\""), "{}", said.err);
    scratch.put(
        "pamphlets/a/d.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0H9'/></svg>",
    );
    scratch.build();
}

#[cfg(target_os = "linux")]
#[test]
fn the_second_process_ends_with_the_first() {
    let scratch = drawn(&clips());
    let mut first = scratch.command(&["build"]);
    let mut first = first.stdout(Stdio::null()).spawn().expect("handpress runs");
    let children = format!("/proc/{0}/task/{0}/children", first.id());
    let second = (0..200).find_map(|_| {
        std::thread::sleep(Duration::from_millis(10));
        let children = std::fs::read_to_string(&children).ok()?;
        children.split(' ').next()?.parse::<u32>().ok()
    });
    let second = second.expect("a second process");
    std::thread::sleep(Duration::from_millis(300));
    first.kill().expect("it runs");
    let _ = first.wait();
    // Dead ones that nobody waits for are no processes any longer.
    let lives = || {
        let state = std::fs::read_to_string(format!("/proc/{second}/stat")).unwrap_or_default();
        state.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with('Z'))
    };
    let is_gone = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        !lives()
    });
    assert!(is_gone, "process {second} goes on");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_picture_and_is_not_waited_for() {
    let scratch = Scratch::with("title = \"A\"\n", "Words.\n\n![A picture](p.png)\n");
    let pipe = scratch.path("pamphlets/a/p.png");
    let made = std::process::Command::new("mkfifo").arg(pipe).status().expect("mkfifo");
    assert!(made.success());
    let said = scratch.run(&["build"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("text.md:3:"), "{}", said.err);
    assert!(said.err.contains("`pamphlets/a/p.png` is no file"), "{}", said.err);
}

#[test]
fn standard_input_is_read_through_the_second_process_and_once() {
    let scratch = Scratch::with("title = \"A\"\n", "Some words.\n");
    scratch.build();
    let pages = scratch.read("out/a/a-read.pdf");
    let mut run = scratch.command(&["impose", "-", "-o", "piped.pdf"]);
    let mut run = run.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it runs");
    let pipe = run.stdin.take().expect("a pipe");
    std::io::Write::write_all(&mut &pipe, &pages).expect("it reads");
    drop(pipe);
    assert!(run.wait().expect("it ends").success());
    assert_eq!(scratch.run(&["impose", "out/a/a-read.pdf", "-o", "named.pdf"]).code, 0);
    assert!(scratch.read("piped.pdf") == scratch.read("named.pdf"));
    let said = scratch.run(&["impose", "-", "-", "-o", "twice.pdf"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("named twice"), "{}", said.err);
}

#[test]
fn what_is_too_long_to_be_set_is_told_at_its_place() {
    let row = |cell: &str, count: usize| format!("|{}\n", format!("{cell}|").repeat(count));
    let table = |rows: usize, columns: usize| {
        format!(
            "Words.\n\n{}{}{}",
            row("h", columns),
            row("-", columns),
            row("c", columns).repeat(rows)
        )
    };
    let words = |count: usize| "word ".repeat(count);
    let texts = [
        (table(2_000, 100), "text.md:3:", "2001 rows and 100 columns"),
        (table(3, 200), "text.md:3:", "200 columns"),
        (table(15_000, 2), "text.md:3:", "15001 rows"),
        (format!("Words.\n\n|h|\n|-|\n|{}|\n", "*a ".repeat(30_000)), "text.md:5:", "bytes"),
        (format!("Words.\n\n## {}\n", words(1_000)), "text.md:3:", "a heading of"),
        (
            format!("Words.\n\n```\na\n{}\n```\n", "x".repeat(200_000)),
            "text.md:3:",
            "a line of code of",
        ),
        ("## a\n\n".repeat(100_000), "text.md:1:", "100000 blocks in a row"),
        ("a\n\n***\n\n".repeat(60_000), "text.md:1:", "120000 blocks in a row"),
        (
            format!("Words.\n\n```\n{}```\n", "x\n".repeat(400_000)),
            "text.md:3:",
            "400000 lines of code",
        ),
    ];
    for (text, place, words) in texts {
        let said = Scratch::with("title = \"A\"\n", &text).run(&["build"]);
        let start = &text[..text.len().min(40)];
        assert_eq!(said.code, 1, "{start}: {}", said.err);
        assert!(said.err.contains("error[E0318]") && said.err.contains(words), "{}", said.err);
        assert!(said.err.contains(place) && said.err.len() < 4_000, "{}", said.err);
    }
    let long = words(10_000);
    let manifests = [
        format!("title = \"{long}\"\n"),
        format!("title = \"A\"\nauthors = [{}]\n", "\"A. Writer\", ".repeat(4_000)),
        format!("title = \"A\"\nsubtitle = \"{long}\"\n"),
        format!("title = \"A\"\n\n[cover]\nback = \"{long}\"\n"),
    ];
    for manifest in manifests {
        let said = Scratch::with(&manifest, "Some words.\n").run(&["build"]);
        assert_eq!(said.code, 1, "{}", said.err);
        assert!(said.err.contains("error[E0203]"), "{}", said.err);
        assert!(said.err.contains("pamphlet.toml:") && said.err.len() < 70_000, "{}", said.err);
    }
}
