//! What the index answers.

use super::*;

#[test]
fn finds_words_in_every_form_and_script() {
    let texts = [
        "The neighbours don’t trust us.",
        "I was trusted in the Café.",
        "我在医院等医生。",
        "ذهبت إلى المستشفى",
        "Great 👍🏽 a neighbour!",
        "Continuity, of – care",
        "care of continuity",
    ];
    let entries: Vec<_> = (0..).zip(texts).map(|(n, text)| (passage(1, n), text)).collect();
    let index = holding(&entries);
    let starts = |question: &str| -> Vec<u32> {
        let place = |target: Target| match target {
            Target::Passage { span, .. } => span.start,
            _ => unreachable!("only passages were added"),
        };
        found(&index, question).into_iter().map(place).collect()
    };
    assert_eq!(starts("neighb*"), [0, 4]);
    assert_eq!(starts("neighbour"), [0, 4]);
    assert_eq!(starts("\"neighbour\""), [4]);
    assert_eq!(starts("don't"), [0]);
    assert_eq!(starts("don’t"), [0]);
    assert_eq!(starts("trust"), [0, 1]);
    assert_eq!(starts("cafe"), [1]);
    assert_eq!(starts("CAFÉ"), [1]);
    assert_eq!(starts("医院"), [2]);
    assert_eq!(starts("医"), [2]);
    assert_eq!(starts("生"), [2]);
    assert_eq!(starts("院等医"), [2]);
    assert_eq!(starts("院医"), [0; 0]);
    assert_eq!(starts("المستشفى"), [3]);
    assert_eq!(starts("👍"), [4]);
    assert_eq!(starts("\"continuity of care\""), [5]);
    assert_eq!(starts("\"continuity of ca*\""), [5]);
    assert_eq!(starts("continuity care"), [5, 6]);
    assert_eq!(starts("trust OR care -continuity"), [0, 1]);
    assert_eq!(starts("(trust OR care) -us"), [1, 5, 6]);
    assert_eq!(starts("zolmitriptan"), [0; 0]);
}

#[test]
fn finds_a_very_long_word() {
    let long = "y".repeat(100_000);
    let index = holding(&[(passage(1, 0), &long), (passage(1, 1), "y")]);
    assert_eq!(found(&index, &long), [passage(1, 0)]);
    assert_eq!(found(&index, "yy*"), [passage(1, 0)]);
}

#[test]
fn ranks_the_form_that_was_asked_for_first() {
    let index = holding(&[
        (passage(1, 0), "they trusted him"),
        (passage(1, 1), "they trust him"),
        (passage(1, 2), "they trusts him"),
    ]);
    assert_eq!(ask(&index, "trust").hits[0].target, passage(1, 1));
    assert_eq!(ask(&index, "trusted").hits[0].target, passage(1, 0));
}

#[test]
fn ranks_starts_of_words_by_how_often_they_stand() {
    let index = holding(&[
        (passage(1, 0), "a neighbour and a gate"),
        (passage(1, 1), "neighbour neighbours neighbourhood"),
        (passage(1, 2), "a gate"),
    ]);
    let order: Vec<_> = ask(&index, "neighb*").hits.iter().map(|hit| hit.target).collect();
    assert_eq!(order, [passage(1, 1), passage(1, 0)]);
}

#[test]
fn equals_stand_in_reading_order_whatever_the_limit() {
    let entries: Vec<_> = (0..40)
        .rev()
        .flat_map(|n| [(passage(2, n), "word"), (passage(1, n), "word")])
        .chain([(definition(1), "word"), (quoted(1, 1, 5), "word"), (comment(1, 1, 5), "word")])
        .collect();
    let index = holding(&entries);
    let query = parse("word", false).unwrap().unwrap();
    let all = index.search(&query, &Scope::default(), 100).unwrap();
    assert_eq!(all.hits[5].target, passage(1, 5));
    assert_eq!(all.hits[6].target, quoted(1, 1, 5));
    assert_eq!(all.hits[7].target, comment(1, 1, 5));
    assert_eq!(all.hits[82].target, definition(1));
    for limit in [0, 1, 7, 82, 83] {
        let some = index.search(&query, &Scope::default(), limit).unwrap();
        assert_eq!(some.hits, all.hits[..limit]);
        assert_eq!((some.total, some.passages, some.quotations), (83, 80, 1));
        assert_eq!((some.definitions, some.comments), (1, 1));
    }
}

#[test]
fn the_scope_narrows_before_anything_is_counted() {
    let index = holding(&[
        (passage(1, 0), "word"),
        (passage(2, 0), "word"),
        (quoted(1, 2, 0), "word"),
        (comment(1, 2, 0), "word"),
        (definition(1), "word"),
    ]);
    let query = parse("word", false).unwrap().unwrap();
    let on_second = |target: &Target| match target {
        Target::Passage { source: on, .. } | Target::Quotation { source: on, .. } => {
            *on == source(2)
        }
        _ => false,
    };
    let scope = Scope { accept: Some(&on_second), ..Scope::default() };
    let results = index.search(&query, &scope, 1).unwrap();
    assert_eq!((results.total, results.hits.len()), (2, 1));
    let scope = Scope { passages: false, comments: false, ..Scope::default() };
    let results = index.search(&query, &scope, 10).unwrap();
    assert_eq!((results.total, results.quotations, results.definitions), (2, 1, 1));
}

#[test]
fn removes_what_it_is_told_to_and_nothing_else() {
    let entries = [
        (passage(1, 0), "word"),
        (quoted(1, 1, 0), "word"),
        (comment(1, 1, 0), "word"),
        (quoted(2, 1, 5), "word"),
        (passage(2, 0), "word"),
        (definition(1), "word"),
        (definition(2), "word"),
    ];
    let mut index = holding(&entries);
    let writing = index.begin().unwrap();
    writing.remove_quotation(quotation(1));
    writing.add(&mut Cutter::default(), entry(quoted(1, 1, 3), "word")).unwrap();
    writing.remove_definition(code(2));
    writing.commit(2).unwrap();
    assert_eq!(
        found(&index, "word"),
        [passage(1, 0), quoted(1, 1, 3), quoted(2, 1, 5), passage(2, 0), definition(1)]
    );
    let writing = index.begin().unwrap();
    writing.remove_source(source(1));
    writing.commit(3).unwrap();
    assert_eq!(found(&index, "word"), [passage(2, 0), definition(1)]);
    let writing = index.begin().unwrap();
    writing.add(&mut Cutter::default(), entry(passage(9, 0), "word")).unwrap();
    writing.clear().unwrap();
    writing.add(&mut Cutter::default(), entry(passage(3, 0), "word")).unwrap();
    writing.commit(4).unwrap();
    assert_eq!(found(&index, "word"), [passage(3, 0)]);
    assert_eq!(index.seq(), Some(4));
}

#[test]
fn what_is_dropped_uncommitted_never_was() {
    let mut index = holding(&[(passage(1, 0), "word")]);
    let writing = index.begin().unwrap();
    writing.remove_source(source(1));
    writing.add(&mut Cutter::default(), entry(passage(2, 0), "word")).unwrap();
    drop(writing);
    assert_eq!(found(&index, "word"), [passage(1, 0)]);
    add(&mut index, 2, &[(passage(3, 0), "word")]);
    assert_eq!(found(&index, "word"), [passage(1, 0), passage(3, 0)]);
}

#[test]
fn an_index_may_live_on_any_thread() {
    fn sent<T: Send>() {}
    fn shared<T: Send + Sync + Clone>() {}
    sent::<Index>();
    shared::<Reader>();
}

#[test]
fn a_reader_answers_while_something_is_written() {
    let mut index = holding(&[(passage(1, 0), "word")]);
    let reader = index.reader();
    let query = parse("wo*", false).unwrap().unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let mut last = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                let total = reader.search(&query, &Scope::default(), 10).unwrap().total;
                assert!(total >= last, "an answer went back from {last} to {total}");
                last = total;
            }
        });
        for n in 2..22 {
            add(&mut index, n, &[(passage(n as u128, 0), "word")]);
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        asking.join().unwrap();
    });
    assert_eq!(reader.search(&query, &Scope::default(), 10).unwrap().total, 21);
}

#[test]
fn words_have_the_forms_of_their_language() {
    let mut index = Index::open(None).unwrap();
    let entries = [("Die Häuser", "de"), ("the hauser", "en"), ("le haus", "fr"), ("haus", "zh")];
    let entries = (0..).zip(entries).map(|(n, (text, language))| Entry {
        target: passage(1, n),
        text,
        language: Language::of(Some(language)),
    });
    add_entries(&mut index, 1, entries);
    assert_eq!(found(&index, "haus"), [passage(1, 0), passage(1, 2), passage(1, 3)]);
    assert_eq!(found(&index, "die NEAR/0 haus"), [passage(1, 0)]);
}
