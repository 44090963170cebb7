//! Pictures from a shell.

use crate::shell::Shell;

const FILE: &str = "sample.marginalia";

#[test]
fn every_kind_of_picture_is_written() {
    let shell = Shell::with_sample();
    for (kind, words) in [
        ("bars", "Quotations by code"),
        ("timeline", "Codes over time"),
        ("heatmap", "Codes that stand together"),
        ("network", "Codes that stand together"),
        ("cloud", "Codes by use"),
        ("words", "Words of the texts"),
    ] {
        let said = shell.ok(&["picture", FILE, "--kind", kind, "-o", "picture.svg"]);
        assert!(said.contains(words), "{said}");
        let svg = shell.read_text("picture.svg");
        assert!(svg.starts_with("<svg ") && svg.contains(words), "{kind}");
        shell.ok(&["picture", FILE, "--kind", kind, "-o", "picture.png"]);
        assert!(shell.read("picture.png").starts_with(b"\x89PNG"), "{kind}");
    }
}

#[test]
fn a_picture_is_of_what_answers_a_question() {
    let shell = Shell::with_sample();
    let bars = |more: &[&str]| {
        shell.ok(&[&["picture", FILE, "--codes", "used", "-o", "bars.svg"], more].concat());
        shell.read_text("bars.svg")
    };
    assert!(bars(&[]).contains("Access: "));
    let none = bars(&["--query", "date<1900"]);
    assert!(!none.contains("Access: "), "{none}");
}

#[test]
fn a_slip_is_told_before_anything_is_written() {
    let shell = Shell::with_sample();
    for (arguments, status, words) in [
        (["-o", "picture.gif"].as_slice(), 2, ".svg or .png"),
        (["--source", "Nobody", "-o", "picture.svg"].as_slice(), 1, "timeline"),
        (["--kind", "words", "--query", "code:Access", "-o", "picture.svg"].as_slice(), 1, "whole"),
    ] {
        let answer = shell.run(&[&["picture", FILE], arguments].concat());
        assert_eq!(answer.status, Some(status));
        assert!(answer.sentence().contains(words));
    }
    assert!(!shell.path("picture.svg").exists());
}
