//! What the team of the sample study has written: memos, a filled matrix, the outline of a chapter, a board.

use std::collections::HashMap;

use super::{CODER, OUTPUT};
use crate::analysis::links::Readable;
use crate::domain::{
    Card, CardId, CardOf, ItemId, ItemKind, LinkTo, MatrixRow, QuotationId, RowsOf, Span, Target,
    filled, written_link,
};
use crate::import::survey::read_grid_bytes;
use crate::project::{
    ExtractField, ItemField, MatrixField, Matter, MemoField, MentionIn, NewMemo, Project,
    ProjectError, Snapshot, SummaryWords,
};

const MEMOS: &str = include_str!("../../../assets/sample/memos.csv");
const SUMMARIES: &str = include_str!("../../../assets/sample/summaries.csv");
const OUTLINE: &str = include_str!("../../../assets/sample/outline.csv");

/// The matrix, and the branch whose codes are its columns.
const MATRIX: (&str, &str) = ("Patients and place by site", "Patients and place");
const BOARD: &str = "Towards chapter 4";

/// The cells of a table that comes with the program, without its head; as many in each row as are asked for.
pub(super) fn rows<const N: usize>(
    name: &str,
    csv: &str,
) -> Result<Vec<[String; N]>, ProjectError> {
    let grid = read_grid_bytes(name, csv.as_bytes());
    let grid = grid.map_err(|error| ProjectError::Codebook(error.to_string()))?;
    let rows = grid.sheets.into_iter().flat_map(|sheet| sheet.rows);
    // A row may end before its last cells, where those are empty.
    let padded = |row: Vec<String>| {
        let mut cells = row.into_iter();
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    };
    Ok(rows.map(padded).collect())
}

/// Writes memos, summaries and the outline, and lays out a board. `findings` says under which finding extracts belong.
pub(super) fn fill(
    project: &mut Project,
    findings: &[(QuotationId, String)],
) -> Result<(), ProjectError> {
    memos(project)?;
    summaries(project)?;
    outline(project, findings)?;
    board(project)?;
    let read: Vec<_> = project.snapshot.sources.iter().map(|info| info.id).take(9).collect();
    project.set_read(&read, true)
}

fn memos(project: &mut Project) -> Result<(), ProjectError> {
    for row in rows("memos.csv", MEMOS)? {
        let [title, kind, status, pinned, about, text, by, comment] = &row;
        let about = about.split(';').filter_map(|name| target(&project.snapshot, name));
        let new = NewMemo {
            title: title.clone(),
            text: stored(&project.snapshot, text),
            kind: kind.clone(),
            about: about.map(Matter::There).collect(),
        };
        let id = project.add_memo(&new)?;
        let status = status.parse().unwrap_or_default();
        let pinned = pinned == "yes";
        project.change_memo(id, vec![MemoField::Status(status), MemoField::Pinned(pinned)])?;
        if !comment.is_empty() {
            project.set_coder(by)?;
            project.comment_on_memo(id, comment)?;
            project.set_coder(CODER)?;
        }
    }
    Ok(())
}

fn summaries(project: &mut Project) -> Result<(), ProjectError> {
    let (name, branch) = MATRIX;
    let branch = project.snapshot.codes.resolve(branch)?.id;
    let matrix = project.add_matrix(name, RowsOf::Case, Some(branch))?;
    let attributes = project.snapshot.attributes.iter().filter(|one| one.name == "Setting");
    let attributes = attributes.map(|attribute| attribute.id).collect();
    let laid_out = crate::domain::MatrixSettings { deeper: 1, attributes, ..Default::default() };
    project.change_matrix(matrix, vec![MatrixField::Settings(laid_out)])?;
    let mut cells = Vec::new();
    for row in rows("summaries.csv", SUMMARIES)? {
        let [case, code, state, text] = &row;
        let Some(Target::Case(case)) = target(&project.snapshot, case) else { continue };
        cells.push(SummaryWords {
            row: MatrixRow::Case(case),
            code: project.snapshot.codes.resolve(code)?.id,
            text: stored(&project.snapshot, text),
            state: state.parse().unwrap_or_default(),
        });
    }
    project.write_summaries(&cells)
}

fn outline(project: &mut Project, findings: &[(QuotationId, String)]) -> Result<(), ProjectError> {
    let output = project.snapshot.output_named(OUTPUT.0).map(|output| output.id);
    let output = output.ok_or(ProjectError::Gone("The output"))?;
    let mut above: Vec<ItemId> = Vec::new();
    let mut made: HashMap<String, ItemId> = HashMap::new();
    for row in rows("outline.csv", OUTLINE)? {
        let [depth, kind, title, text, state, codes, rests_on, search] = &row;
        above.truncate(depth.parse().unwrap_or_default());
        let kind = kind.parse().unwrap_or(ItemKind::Paragraph);
        let id = project.add_item(output, above.last().copied(), None, kind)?;
        let fields = vec![
            ItemField::Title(title.clone()),
            ItemField::Text(stored(&project.snapshot, text)),
            ItemField::State(state.parse().unwrap_or_default()),
        ];
        project.change_item(id, fields)?;
        let beside = codes.split(';').chain(rests_on.split(';'));
        let beside: Vec<Matter> =
            beside.filter_map(|name| target(&project.snapshot, name)).map(Matter::There).collect();
        project.set_about(MentionIn::Item(id), &beside, true)?;
        if let Some((found, by)) = search.split_once('|') {
            project.set_coder(by)?;
            project.note_counter_search(id, found)?;
            project.set_coder(CODER)?;
        }
        above.push(id);
        if kind == ItemKind::Finding {
            made.insert(title.clone(), id);
        }
    }
    let snapshot = project.snapshot.clone();
    let placed = snapshot.output(output).into_iter().flat_map(|output| &output.extracts);
    let placed = placed.filter_map(|extract| {
        let (_, finding) = findings.iter().find(|(id, _)| *id == extract.quotation)?;
        Some((extract.id, ExtractField::Item(Some(*made.get(finding)?))))
    });
    project.change_extracts(placed.collect())
}

fn board(project: &mut Project) -> Result<(), ProjectError> {
    let board = project.add_board(BOARD)?;
    let card = |shows, title: &str, x: f32, y: f32| Card {
        id: CardId::new(uuid::Uuid::nil()),
        shows,
        theme: None,
        title: title.to_owned(),
        text: String::new(),
        x,
        y,
    };
    let themes = [
        ("Somebody wonders", vec!["Being known", "Community attachment", "Who is noticed"]),
        (
            "Sums done by others",
            vec!["Travel", "Patients and place > Access > Time", "They did the journey"],
        ),
    ];
    let mut x = 40.0;
    for (name, holds) in themes {
        let mut cards = Vec::new();
        for (place, name) in holds.into_iter().enumerate() {
            let shows = match target(&project.snapshot, name) {
                Some(Target::Code(id)) => CardOf::Code(id),
                Some(Target::Memo(id)) => CardOf::Memo(id),
                _ => continue,
            };
            cards.push(card(shows, "", x, 80.0 + 68.0 * place as f32));
        }
        let laid = project.add_cards(board, &cards)?.into_iter().zip(&cards);
        let laid: Vec<_> = laid.map(|(id, card)| (id, card.x, card.y)).collect();
        project.gather_cards(board, &card(CardOf::Theme, name, x, 40.0), &laid)?;
        x += 320.0;
    }
    Ok(())
}

/// A text of the sample as it is stored: its links lead to what they name.
fn stored(snapshot: &Snapshot, text: &str) -> String {
    let text = filled(text, |link| {
        let place = link.words.split_once('|');
        match place.and_then(|(place, words)| Some((target(snapshot, place)?, words))) {
            Some((target, words)) => written_link(LinkTo::Object(target), words),
            None => format!("[[{}]]", link.words),
        }
    });
    Readable { text, leads: HashMap::new() }.stored(snapshot)
}

/// What a name of the sample's tables leads to: `@source@from@to` to a quotation, `summary:Site 1@code` to a summary, any other to
/// what bears it.
fn target(snapshot: &Snapshot, name: &str) -> Option<Target> {
    use crate::analysis::links::Names as _;
    if let Some(place) = name.strip_prefix('@') {
        let mut parts = place.split('@');
        let source = snapshot.source_named(parts.next()?)?.id;
        let span = Span { start: parts.next()?.parse().ok()?, end: parts.next()?.parse().ok()? };
        let on = snapshot.codings(source)?;
        return on.quotations.iter().find(|one| one.span == span).map(|one| Target::Quote(one.id));
    }
    if let Some(place) = name.strip_prefix("summary:") {
        let (case, code) = place.split_once('@')?;
        let Some(Target::Case(case)) = snapshot.named(case) else { return None };
        let code = snapshot.codes.resolve(code).ok()?.id;
        return snapshot.summary(MatrixRow::Case(case), code).map(|one| Target::Summary(one.id));
    }
    snapshot.named(name.strip_prefix("memo:").unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::links;

    #[test]
    fn every_link_of_the_sample_leads_somewhere() -> Result<(), ProjectError> {
        let folder = tempfile::tempdir().expect("a folder");
        let project = super::super::write(&folder.path().join("sample.marginalia"))?;
        let snapshot = project.snapshot();
        let counts = (snapshot.memos.len(), snapshot.summaries.len(), snapshot.boards.len());
        assert_eq!(counts, (5, 16, 1));
        let texts = snapshot.memos.iter().map(|memo| &memo.text);
        let texts = texts.chain(snapshot.summaries.values().map(|summary| &summary.text));
        let items = snapshot.outputs.iter().flat_map(|output| &output.items);
        for text in texts.chain(items.clone().map(|item| &item.text)) {
            assert!(links(text).all(|link| link.to.is_some()), "{text}");
        }
        assert_eq!(items.clone().count(), 9);
        assert_eq!(items.map(|item| item.mentions.len()).sum::<usize>(), 13);
        let output = snapshot.output_named(OUTPUT.0).expect("the output");
        assert_eq!(output.extracts.iter().filter(|one| one.item.is_some()).count(), 8);
        assert_eq!(snapshot.boards[0].cards.len(), 8);
        Ok(())
    }
}
