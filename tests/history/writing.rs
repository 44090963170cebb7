//! Deeds on memos, matrices, outlines, boards and reading marks, for the history.

use marginalia::domain::{
    Card, CardId, CardOf, CountOf, ItemKind, ItemState, LinkTo, MatrixRow, MatrixSettings,
    MemoStatus, RowsOf, SummaryState, Target, written_link,
};
use marginalia::project::{
    CardField, ExtractField, ItemField, MatrixField, Matter, MemoField, MentionIn, NewMemo,
    Project, ProjectError, SummaryWords,
};

use crate::pick;

/// Does something to texts of the team; refusals are fine, faults are not. The numbers choose what, and to which.
pub fn perform(project: &mut Project, a: u8, b: u8, c: u8) -> Result<(), ProjectError> {
    let snapshot = project.snapshot().clone();
    let gone = || ProjectError::Gone("This");
    let codes: Vec<_> = snapshot.codes.codes().iter().map(|code| code.id).collect();
    let sources: Vec<_> = snapshot.sources.iter().map(|one| one.id).collect();
    let cases: Vec<_> = snapshot.cases.iter().map(|one| one.id).collect();
    let people: Vec<_> = snapshot.people.iter().map(|one| one.id).collect();
    let mut quotations: Vec<_> = snapshot.quotations().map(|(_, one)| one.id).collect();
    quotations.sort_unstable();
    let memos: Vec<_> = snapshot.memos.iter().map(|one| one.id).collect();
    let matrices: Vec<_> = snapshot.matrices.iter().map(|one| one.id).collect();
    let outputs: Vec<_> = snapshot.outputs.iter().map(|one| one.id).collect();
    let extracts: Vec<_> =
        snapshot.outputs.iter().flat_map(|one| &one.extracts).map(|one| one.id).collect();
    let items: Vec<_> =
        snapshot.outputs.iter().flat_map(|one| &one.items).map(|one| one.id).collect();
    let boards: Vec<_> = snapshot.boards.iter().map(|one| one.id).collect();
    let cards: Vec<_> =
        snapshot.boards.iter().flat_map(|one| &one.cards).map(|one| one.id).collect();
    let target = match b % 7 {
        0 | 1 => pick(&codes, c).map(Target::Code),
        2 | 3 => pick(&quotations, c).map(Target::Quote),
        4 => pick(&sources, c).map(Target::Source),
        5 => pick(&memos, c).map(Target::Memo),
        _ => snapshot.summaries.values().next().map(|one| Target::Summary(one.id)),
    };
    let rows: Vec<MatrixRow> = sources
        .iter()
        .map(|&id| MatrixRow::Source(id))
        .chain(cases.iter().map(|&id| MatrixRow::Case(id)))
        .chain(people.iter().map(|&id| MatrixRow::Person(id)))
        .collect();
    let (row, code) = (pick(&rows, c), pick(&codes, b));
    let text = match target {
        Some(to) => format!("So {} it is [[x]].", written_link(LinkTo::Object(to), "there")),
        None => "**Nothing**".to_owned(),
    };
    match a % 24 {
        0 | 1 => {
            let about = target.into_iter().map(Matter::There).collect();
            let new = NewMemo { title: format!("Memo {}", c % 4), text, kind: "own".into(), about };
            project.add_memo(&new).map(drop)
        }
        2 => {
            let memo = pick(&memos, b).ok_or_else(gone)?;
            let field = match c % 5 {
                0 => MemoField::Text(text),
                1 => MemoField::Title("Another".into()),
                2 => MemoField::Kind("method".into()),
                3 => MemoField::Status(MemoStatus::Agreed),
                _ => MemoField::Pinned(b.is_multiple_of(2)),
            };
            project.change_memo(memo, vec![field])
        }
        3 => {
            let of = match c % 2 {
                0 => MentionIn::Memo(pick(&memos, b).ok_or_else(gone)?),
                _ => MentionIn::Item(pick(&items, b).ok_or_else(gone)?),
            };
            project.set_about(of, &[target.ok_or_else(gone)?.into()], !c.is_multiple_of(3))
        }
        4 => project.delete_memo(pick(&memos, b).ok_or_else(gone)?),
        5 => project.comment_on_memo(pick(&memos, b).ok_or_else(gone)?, "Is that so?").map(drop),
        6 => {
            let mut all = snapshot.memos.iter().flat_map(|memo| &memo.comments);
            let text = if b.is_multiple_of(2) { "" } else { "It is." };
            project.change_memo_comment(all.next().ok_or_else(gone)?.id, text)
        }
        7 => {
            let of = RowsOf::ALL[usize::from(c) % 3];
            project.add_matrix(&format!("Grid {}", b % 3), of, pick(&codes, b)).map(drop)
        }
        8 => {
            let settings =
                MatrixSettings { hidden: codes.clone(), frozen: 1, ..Default::default() };
            let field = match c % 4 {
                0 => MatrixField::Name(format!("Grid {}", b % 3)),
                1 => MatrixField::Branch(pick(&codes, b)),
                2 => MatrixField::Rows(RowsOf::Person),
                _ => MatrixField::Settings(settings),
            };
            project.change_matrix(pick(&matrices, b).ok_or_else(gone)?, vec![field])
        }
        9 => project.delete_matrix(pick(&matrices, b).ok_or_else(gone)?),
        10..=12 => {
            let (row, code) = (row.ok_or_else(gone)?, code.ok_or_else(gone)?);
            let state = SummaryState::ALL[usize::from(c) % 3];
            project.write_summaries(&[SummaryWords { row, code, text, state }])
        }
        13 => {
            let (row, code) = (row.ok_or_else(gone)?, code.ok_or_else(gone)?);
            match c % 4 {
                0 => project.clear_summaries(&[(row, code)]),
                1 => project.note_summary_holds(row, code),
                _ => {
                    let target = target.ok_or_else(gone)?;
                    project.rest_summary_on(row, code, target, !c.is_multiple_of(3))
                }
            }
        }
        14 | 15 => {
            let output = pick(&outputs, b).ok_or_else(gone)?;
            let kind = ItemKind::ALL[usize::from(c) % 3];
            project.add_item(output, pick(&items, c), pick(&items, b), kind).map(drop)
        }
        16 => {
            let field = match c % 4 {
                0 => ItemField::Title("It takes time".into()),
                1 => ItemField::Text(match code {
                    Some(code) => written_link(LinkTo::Count(CountOf::Cases, code), "3"),
                    None => text,
                }),
                2 => ItemField::State(ItemState::Tested),
                _ => ItemField::Kind(ItemKind::ALL[usize::from(b) % 3]),
            };
            project.change_item(pick(&items, b).ok_or_else(gone)?, vec![field])
        }
        17 => {
            let parent = if c.is_multiple_of(3) { None } else { pick(&items, c) };
            project.place_items(&[pick(&items, b).ok_or_else(gone)?], parent, pick(&items, c))
        }
        18 => project.delete_items(&[pick(&items, b).ok_or_else(gone)?]),
        19 => match snapshot
            .outputs
            .iter()
            .flat_map(|one| &one.items)
            .find_map(|item| item.counter_searches.first())
        {
            Some(search) if c.is_multiple_of(2) => project.forget_counter_search(search.id),
            _ => project.note_counter_search(pick(&items, b).ok_or_else(gone)?, "Two.").map(drop),
        },
        20 => {
            let field = ExtractField::Item(pick(&items, c));
            project.change_extracts(vec![(pick(&extracts, b).ok_or_else(gone)?, field)])
        }
        21 => match c % 4 {
            0 => project.add_board(&format!("Board {}", b % 3)).map(drop),
            1 => project.rename_board(pick(&boards, b).ok_or_else(gone)?, "Another board"),
            2 if b.is_multiple_of(4) => project.delete_board(pick(&boards, b).ok_or_else(gone)?),
            _ => {
                let board = pick(&boards, b).ok_or_else(gone)?;
                let cards = snapshot.board(board).ok_or_else(gone)?.cards.clone();
                project.keep_board(board, "As it lay", &cards).map(drop)
            }
        },
        22 => {
            let board = pick(&boards, b).ok_or_else(gone)?;
            let shows = match (c % 4, target) {
                (0, _) | (_, None) => CardOf::Theme,
                (_, Some(Target::Code(id))) => CardOf::Code(id),
                (_, Some(Target::Quote(id))) => CardOf::Quote(id),
                (_, Some(Target::Memo(id))) => CardOf::Memo(id),
                _ => CardOf::Theme,
            };
            let card = Card {
                id: CardId::new(uuid::Uuid::nil()),
                shows,
                theme: None,
                title: "Theme".into(),
                text: String::new(),
                x: f32::from(b),
                y: 0.5,
            };
            match pick(&cards, c) {
                Some(other) if shows == CardOf::Theme && !b.is_multiple_of(3) => {
                    project.gather_cards(board, &card, &[(other, f32::from(b), 1.0)]).map(drop)
                }
                _ => project.add_cards(board, &[card]).map(drop),
            }
        }
        _ => match c % 4 {
            0 => project.set_read(&sources, true),
            1 => project.set_read(&[pick(&sources, b).ok_or_else(gone)?], b.is_multiple_of(2)),
            2 => project.delete_cards(&[pick(&cards, b).ok_or_else(gone)?]),
            _ => {
                let field = match b % 3 {
                    0 => CardField::At(4.0, f32::from(c)),
                    1 => CardField::Theme(pick(&cards, b)),
                    _ => CardField::Text("see".into()),
                };
                project.change_cards(&[(pick(&cards, c).ok_or_else(gone)?, field)])
            }
        },
    }
}
