//! Files that cannot be opened: each way has its own sentence, and none of them is touched.

use std::fs;
use std::time::Duration;

use marginalia::project::Project;

use crate::shell::Shell;

/// A sentence without the path at its end, which must be the file's.
fn without_path(said: &str, name: &str) -> String {
    assert!(said.ends_with(name), "{said}");
    said.rsplit_once(": ").map_or(said, |(sentence, _)| sentence).to_owned()
}

#[test]
fn each_hindrance_has_its_own_sentence_and_nothing_is_touched() {
    let shell = Shell::with_sample();
    let sound = shell.read("sample.marginalia");
    shell.write("words.marginalia", "These are only words, and quite a few of them.\n".repeat(40));
    shell.write("empty.marginalia", "");
    let mut newer = sound.clone();
    newer[60..64].copy_from_slice(&99u32.to_be_bytes());
    shell.write("newer.marginalia", newer);
    let mut other = sound.clone();
    other[68..72].copy_from_slice(&7u32.to_be_bytes());
    shell.write("other.marginalia", other);
    let mut damaged = sound.clone();
    damaged.truncate(sound.len() / 2);
    shell.write("damaged.marginalia", damaged);
    shell.write("guarded.marginalia", &sound);
    let mut rights = fs::metadata(shell.path("guarded.marginalia")).expect("it").permissions();
    rights.set_readonly(true);
    fs::set_permissions(shell.path("guarded.marginalia"), rights).expect("guarded");
    fs::create_dir(shell.path("folder.marginalia")).expect("a folder");

    let mut sentences = Vec::new();
    for (name, words) in [
        ("words.marginalia", "not a Marginalia project"),
        ("newer.marginalia", "newer version"),
        ("guarded.marginalia", "read-only"),
        ("damaged.marginalia", "damaged"),
        ("gone.marginalia", "no file"),
    ] {
        let before = fs::read(shell.path(name)).ok();
        let mut said = Vec::new();
        for arguments in [&["info", name][..], &["undo", name], &["check", name]] {
            said.push(shell.fails(arguments));
        }
        assert!(said.windows(2).all(|two| two[0] == two[1]), "{said:?}");
        assert!(said[0].contains(words), "{}", said[0]);
        sentences.push(if name == "gone.marginalia" {
            said[0].clone()
        } else {
            without_path(&said[0], name)
        });
        assert_eq!(fs::read(shell.path(name)).ok(), before, "{name}");
    }
    sentences.sort();
    sentences.dedup();
    assert_eq!(sentences.len(), 5);
    for name in ["empty.marginalia", "other.marginalia", "folder.marginalia"] {
        let said = shell.fails(&["info", name]);
        assert!(said.contains("not a Marginalia project"), "{said}");
    }
    assert!(shell.read("empty.marginalia").is_empty());
    assert!(shell.files().iter().all(|name| name.ends_with(".marginalia")), "{:?}", shell.files());
}

#[test]
fn a_project_in_use_says_by_whom() {
    let shell = Shell::with_sample();
    let path = shell.path("sample.marginalia");
    let open = || Project::open(&path, Duration::ZERO).expect("it opens");
    open().set_opened_by("Amara on Kestrel").expect("noted");
    let before = shell.read("sample.marginalia");
    // While this process has the file open it must not open it a second time, even to read its bytes: by the rules of
    // POSIX, closing that one would give up the lock.
    let held = open();
    for arguments in [&["info"][..], &["undo"], &["check"], &["quotes"]] {
        let said = shell.fails(&[arguments, &["sample.marginalia"]].concat());
        assert!(said.contains("in use by Amara on Kestrel"), "{said}");
    }
    drop(held);
    assert_eq!(shell.read("sample.marginalia"), before);
    assert_eq!(shell.ok(&["check", "sample.marginalia"]), "sound\n");
    assert_eq!(shell.files(), ["sample.marginalia"]);
}

#[test]
fn a_file_cut_short_anywhere_is_never_opened_nor_touched() {
    let shell = Shell::with_sample();
    let sound = shell.read("sample.marginalia");
    let length = sound.len();
    let cuts = [
        1,
        15,
        16,
        50,
        99,
        100,
        101,
        511,
        512,
        4095,
        4096,
        4097,
        8192,
        length / 3,
        length / 2,
        length - 4097,
        length - 4096,
        length - 100,
        length - 1,
    ];
    for cut in cuts {
        shell.write("cut.marginalia", &sound[..cut]);
        let said = shell.fails(&["info", "cut.marginalia"]);
        assert!(
            said.contains("damaged") || said.contains("not a Marginalia project"),
            "{cut}: {said}"
        );
        assert!(shell.read("cut.marginalia") == sound[..cut], "{cut} bytes");
    }
    assert_eq!(shell.files(), ["cut.marginalia", "sample.marginalia"]);
}

#[test]
fn damage_within_a_file_is_told() {
    let shell = Shell::with_sample();
    let sound = shell.read("sample.marginalia");
    let mut faults = 0;
    for part in 1..24 {
        let mut bytes = sound.clone();
        let at = bytes.len() * part / 24;
        // As long as a page, so that each stretch hits the head of one.
        let until = (at + 4096).min(bytes.len());
        bytes[at..until].fill(0xa5);
        shell.write("torn.marginalia", &bytes);
        let answer = shell.run(&["check", "torn.marginalia"]);
        assert!(matches!(answer.status, Some(0 | 1)), "{answer:?}");
        if answer.status == Some(1) {
            faults += 1;
            assert!(answer.out.is_empty() != answer.err.is_empty(), "{answer:?}");
            assert!(!answer.err.contains("fault of its own"), "{answer:?}");
        } else {
            assert_eq!(answer.out, "sound\n");
        }
    }
    // What lies in free pages does no harm; most of the file is not free.
    assert!(faults > 15, "{faults}");
}

#[test]
fn a_journal_left_behind_is_played_back() {
    let shell = Shell::with_sample();
    shell.ok(&["check", "sample.marginalia"]);
    let before = shell.json(&["quotes", "sample.marginalia"]);
    shell.write("sample.marginalia-journal", "");
    assert_eq!(shell.json(&["quotes", "sample.marginalia"]), before);
    shell
        .write("sample.marginalia-journal", "these are no pages at all, but something stands here");
    assert_eq!(shell.json(&["quotes", "sample.marginalia"]), before);
    assert_eq!(shell.ok(&["check", "sample.marginalia"]), "sound\n");
}
