//! A code framework taken from a file: what it would change, and the change itself.
//!
//! A code of a file is the code of the project with its key; else the one of its name below the same code, capital letters
//! aside where none bears exactly that name. What the file says nothing of stays as it is, and codes that the file does not
//! have stay where they are.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::domain::{Code, CodeId, CodeTree, Colour, PATH_SEPARATOR};
use crate::import::codebook::{Codebook, CodebookCode};
use crate::project::{Project, ProjectError, Snapshot};
use crate::store::{CodeField, NewCode};
use crate::text::counted;

/// What of a file is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Taking {
    /// New codes, and what is said otherwise of those that are there.
    #[default]
    Everything,
    /// New codes alone.
    OnlyNew,
}

/// What taking a code framework would do. Paths are printed ones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CodebookPlan {
    /// Codes that would be made.
    pub added: Vec<String>,
    /// Codes that are there and would become others.
    pub changed: Vec<ChangedCode>,
    /// How many codes are there just so, or are left so.
    pub unchanged: usize,
    /// Codes that the file does not have; they stay as they are.
    pub missing: Vec<String>,
    /// Sets of codes that would be made or get codes.
    pub sets: Vec<ChangedSet>,
    /// Why it cannot be done, in sentences; empty when it can.
    pub conflicts: Vec<String>,
    /// For each code of the file, what would be done with it.
    #[serde(skip)]
    codes: Vec<Planned>,
}

/// A code that would become another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedCode {
    /// Its key.
    pub code: CodeId,
    /// Where it stands now.
    pub path: String,
    /// What would change.
    pub changes: Vec<FieldChange>,
}

/// One thing that would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// What: `name`, `place`, `definition`, `when to use` and so on.
    pub field: &'static str,
    /// What is said now; may be empty.
    pub before: String,
    /// What would be said.
    pub after: String,
}

/// A set of codes that would be made or get codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedSet {
    /// Its name.
    pub name: String,
    /// Whether it is new.
    pub is_new: bool,
    /// The codes that would be put into it, as they will stand.
    pub codes: Vec<String>,
    /// Their places in the file.
    #[serde(skip)]
    places: Vec<usize>,
}

/// What came of a code framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct CodebookImport {
    /// Codes that are new, those above a listed one included.
    pub made: usize,
    /// Codes that were there and are another now.
    pub changed: usize,
    /// Codes that were there just so.
    pub unchanged: usize,
    /// Codes that the file does not have.
    pub missing: usize,
    /// Sets of codes that are new or got codes.
    pub sets: usize,
}

/// What would be done with a code of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Planned {
    /// The code it is; none for a new one.
    code: Option<CodeId>,
    /// The place in the file of the code above it.
    parent: Option<usize>,
    is_renamed: bool,
    is_moved: bool,
}

/// Where a code hangs or will hang.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Above {
    Top,
    Code(CodeId),
    /// A code that will be made, by its place in the file.
    New(usize),
}

impl Snapshot {
    /// What taking a code framework would do to the project. Nothing is changed.
    pub fn plan_codebook(&self, book: &Codebook, taking: Taking) -> CodebookPlan {
        let tree = &*self.codes;
        let mut codes = matched(book, tree);
        let known: HashSet<CodeId> = codes.iter().filter_map(|planned| planned.code).collect();
        let mut plan = CodebookPlan::default();
        // Where each code of the file will stand.
        let mut standing: Vec<String> = Vec::with_capacity(codes.len());
        for at in 0..codes.len() {
            let said = &book.codes[at];
            let place = codes[at].parent.map_or("", |parent| standing[parent].as_str());
            let below = |name: &str| match place {
                "" => name.to_owned(),
                place => format!("{place}{PATH_SEPARATOR}{name}"),
            };
            let Some(code) = codes[at].code.and_then(|id| tree.get(id)) else {
                standing.push(below(said.path.last().map_or("", String::as_str)));
                plan.added.push(standing[at].clone());
                continue;
            };
            let changes = match taking {
                Taking::Everything => {
                    let above = above(&codes, codes[at].parent);
                    let planned = &mut codes[at];
                    planned.is_moved = above != above_now(tree, code);
                    planned.is_renamed =
                        said.key == Some(code.id) && !is_same_name(said, &code.name);
                    changes(said, planned, code, tree, place)
                }
                Taking::OnlyNew => Vec::new(),
            };
            let path = match (taking, codes[at].is_renamed) {
                (Taking::OnlyNew, _) => tree.path_text(code.id),
                (Taking::Everything, false) => below(&code.name),
                (Taking::Everything, true) => below(said.path.last().map_or("", String::as_str)),
            };
            standing.push(path);
            match changes.is_empty() {
                true => plan.unchanged += 1,
                false => {
                    let path = tree.path_text(code.id);
                    plan.changed.push(ChangedCode { code: code.id, path, changes });
                }
            }
        }
        let missing = tree.codes().iter().filter(|code| !known.contains(&code.id));
        plan.missing = missing.map(|code| tree.path_text(code.id)).collect();
        plan.conflicts = conflicts(book, &codes, tree, &standing);
        plan.sets = self.changed_sets(book, &codes, &standing, taking);
        plan.codes = codes;
        plan
    }

    fn changed_sets(
        &self,
        book: &Codebook,
        codes: &[Planned],
        standing: &[String],
        taking: Taking,
    ) -> Vec<ChangedSet> {
        let mut changed = Vec::new();
        for set in &book.sets {
            let there = self.notes.set_named(&set.name);
            let holds = |place: &usize| {
                let code = codes.get(*place).and_then(|planned| planned.code);
                there.zip(code).is_some_and(|(set, code)| set.codes.contains(&code))
            };
            // Where only new codes are taken, those that are there go into no set.
            let is_taken = |place: &usize| {
                taking == Taking::Everything
                    || codes.get(*place).is_some_and(|planned| planned.code.is_none())
            };
            let places: Vec<usize> = set
                .codes
                .iter()
                .copied()
                .filter(|place| !holds(place) && is_taken(place))
                .collect();
            let is_new = there.is_none();
            if (is_new && taking == Taking::Everything) || !places.is_empty() {
                let codes = places.iter().filter_map(|&place| standing.get(place).cloned());
                let codes = codes.collect();
                changed.push(ChangedSet { name: set.name.clone(), is_new, codes, places });
            }
        }
        changed
    }
}

impl Project {
    /// What taking a code framework would do; see [`Snapshot::plan_codebook`].
    pub fn plan_codebook(&self, book: &Codebook, taking: Taking) -> CodebookPlan {
        self.snapshot.plan_codebook(book, taking)
    }

    /// Takes a code framework, in one step, as [`Self::plan_codebook`] foresees it. Fails, and changes nothing, when the
    /// plan has conflicts.
    pub fn import_codebook(
        &mut self,
        book: &Codebook,
        taking: Taking,
    ) -> Result<CodebookImport, ProjectError> {
        let label =
            format!("Imported a framework of {}", counted(book.codes.len(), "code", "codes"));
        self.transact(&label, |work| {
            let tree = &work.before.codes;
            let plan = work.before.plan_codebook(book, taking);
            if let Some(conflict) = plan.conflicts.first() {
                return Err(ProjectError::Codebook(conflict.clone()));
            }
            let mut next: HashMap<Option<CodeId>, u32> = HashMap::new();
            for code in tree.codes() {
                let next = next.entry(code.parent).or_default();
                *next = (*next).max(code.position + 1);
            }
            let mut ids: Vec<CodeId> = Vec::with_capacity(book.codes.len());
            for (said, planned) in book.codes.iter().zip(&plan.codes) {
                let parent = planned.parent.map(|place| ids[place]);
                let mut last = || {
                    let next = next.entry(parent).or_default();
                    *next += 1;
                    *next - 1
                };
                let name = said.path.last().map_or("", String::as_str);
                let code = match planned.code.and_then(|id| tree.get(id)) {
                    Some(code) => {
                        if planned.is_moved {
                            work.tx.place_code(code.id, parent, last())?;
                        }
                        if planned.is_renamed {
                            work.tx.set_code(code.id, CodeField::Name(name))?;
                        }
                        if taking == Taking::Everything {
                            for field in fields(said, code) {
                                work.tx.set_code(code.id, field.value)?;
                            }
                        }
                        code.id
                    }
                    None => {
                        let text = |text: &Option<String>| text.clone().unwrap_or_default();
                        let new = NewCode {
                            id: said.key,
                            parent,
                            name,
                            definition: &text(&said.definition),
                            include: &text(&said.include),
                            exclude: &text(&said.exclude),
                            question: &text(&said.question),
                            colour: said.colour,
                            origin: said.origin.unwrap_or_default(),
                            coder: work.coder,
                            passage: None,
                            only_holds: said.is_applicable == Some(false),
                            position: last(),
                        };
                        let id = work.tx.insert_code(&new, work.at)?;
                        if said.is_archived == Some(true) {
                            work.tx.set_code(id, CodeField::Archived(true))?;
                        }
                        id
                    }
                };
                ids.push(code);
            }
            for set in &plan.sets {
                let known = work.before.notes.set_named(&set.name).map(|set| set.id);
                let id = match known {
                    Some(id) => id,
                    None => work.tx.code_set_named(&set.name, work.at)?,
                };
                for &place in &set.places {
                    work.tx.insert_member(id, ids[place])?;
                }
            }
            Ok(CodebookImport {
                made: plan.added.len(),
                changed: plan.changed.len(),
                unchanged: plan.unchanged,
                missing: plan.missing.len(),
                sets: plan.sets.len(),
            })
        })
    }
}

/// Which code of the project each code of a file is, and which one of the file stands above it.
fn matched(book: &Codebook, tree: &CodeTree) -> Vec<Planned> {
    let places: HashMap<&[String], usize> =
        book.codes.iter().enumerate().map(|(at, code)| (code.path.as_slice(), at)).collect();
    let mut below: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    let mut codes = Vec::with_capacity(book.codes.len());
    let mut claimed = HashSet::new();
    for (at, said) in book.codes.iter().enumerate() {
        let above = said.path.len().checked_sub(1).map_or(&[][..], |last| &said.path[..last]);
        let parent = places.get(above).copied();
        below.entry(parent).or_default().push(at);
        let code = said.key.filter(|&key| tree.get(key).is_some() && claimed.insert(key));
        codes.push(Planned { code, parent, ..Planned::default() });
    }
    let mut children: HashMap<Above, Vec<&Code>> = HashMap::new();
    for code in tree.codes() {
        children.entry(above_now(tree, code)).or_default().push(code);
    }
    // From the top down: a code is looked for below what the one above it was found to be.
    let mut waiting = vec![None];
    while let Some(parent) = waiting.pop() {
        let Some(group) = below.get(&parent) else { continue };
        let siblings = children.get(&above(&codes, parent)).map_or(&[][..], Vec::as_slice);
        let exactly = |name: &str| name.to_owned();
        let aside = |name: &str| name.to_lowercase();
        for form in [&exactly as &dyn Fn(&str) -> String, &aside] {
            let mut named: HashMap<String, CodeId> = HashMap::new();
            for code in siblings.iter().filter(|code| !claimed.contains(&code.id)) {
                named.entry(form(&code.name)).or_insert(code.id);
            }
            for &at in group {
                let name = book.codes[at].path.last().map_or("", String::as_str);
                if codes[at].code.is_none()
                    && let Some(id) = named.remove(&form(name))
                {
                    claimed.insert(id);
                    codes[at].code = Some(id);
                }
            }
        }
        waiting.extend(group.iter().map(|&at| Some(at)));
    }
    codes
}

/// What the code at a place of the file will hang below.
fn above(codes: &[Planned], parent: Option<usize>) -> Above {
    match parent {
        None => Above::Top,
        Some(place) => codes[place].code.map_or(Above::New(place), Above::Code),
    }
}

/// What a code hangs below now; a code in a circle is taken as a top code.
fn above_now(tree: &CodeTree, code: &Code) -> Above {
    match code.parent {
        Some(parent) if tree.depth(code.id) > 0 => Above::Code(parent),
        _ => Above::Top,
    }
}

/// Why the names would not be unique among siblings.
fn conflicts(
    book: &Codebook,
    codes: &[Planned],
    tree: &CodeTree,
    standing: &[String],
) -> Vec<String> {
    let gone: HashSet<CodeId> = codes
        .iter()
        .filter(|planned| planned.is_moved || planned.is_renamed)
        .filter_map(|planned| planned.code)
        .collect();
    let stay = tree.codes().iter().filter(|code| !gone.contains(&code.id));
    let mut taken: HashSet<(Above, &str)> =
        stay.map(|code| (above_now(tree, code), code.name.as_str())).collect();
    let mut conflicts = Vec::new();
    for ((said, planned), path) in book.codes.iter().zip(codes).zip(standing) {
        let stays = !planned.is_renamed && !planned.is_moved;
        let name = match planned.code.and_then(|id| tree.get(id)) {
            Some(_) if stays => continue,
            Some(code) if !planned.is_renamed => code.name.as_str(),
            _ => said.path.last().map_or("", String::as_str),
        };
        if !taken.insert((above(codes, planned.parent), name)) {
            conflicts.push(format!(
                "“{path}” would stand beside another code of that name, which the file has elsewhere or not at all; \
                 rename one of them first"
            ));
        }
    }
    conflicts
}

/// A field of a code that the file says otherwise.
struct Differing<'a> {
    name: &'static str,
    value: CodeField<'a>,
    before: String,
    after: String,
}

/// What a file says otherwise of a code, its name and place apart.
fn fields<'a>(said: &'a CodebookCode, code: &Code) -> Vec<Differing<'a>> {
    let mut differing = Vec::new();
    let mut note = |name, value, before: String, after: String| {
        differing.push(Differing { name, value, before, after });
    };
    type Field<'a> = fn(&'a str) -> CodeField<'a>;
    let texts: [(&str, &Option<String>, &String, Field<'a>); 4] = [
        ("definition", &said.definition, &code.definition, CodeField::Definition),
        ("when to use", &said.include, &code.include, CodeField::Include),
        ("when not to use", &said.exclude, &code.exclude, CodeField::Exclude),
        ("question", &said.question, &code.question, CodeField::Question),
    ];
    for (name, after, before, field) in texts {
        if let Some(after) = after.as_deref().filter(|after| after.trim() != before.trim()) {
            note(name, field(after), before.clone(), after.to_owned());
        }
    }
    if said.colour.is_some() && said.colour != code.colour {
        let words = |colour: Option<Colour>| colour.map(|c| c.to_string()).unwrap_or_default();
        note("colour", CodeField::Colour(said.colour), words(code.colour), words(said.colour));
    }
    if let Some(origin) = said.origin.filter(|origin| *origin != code.origin) {
        note("origin", CodeField::Origin(origin), code.origin.to_string(), origin.to_string());
    }
    let yes_or_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    if let Some(may) = said.is_applicable.filter(|may| *may != code.is_applicable) {
        note("applicable", CodeField::Applicable(may), yes_or_no(!may), yes_or_no(may));
    }
    if let Some(away) = said.is_archived.filter(|away| *away != code.is_archived) {
        note("archived", CodeField::Archived(away), yes_or_no(!away), yes_or_no(away));
    }
    differing
}

/// Everything that would change about a code, for people to read; `place` is the path it will hang below.
fn changes(
    said: &CodebookCode,
    planned: &Planned,
    code: &Code,
    tree: &CodeTree,
    place: &str,
) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    if planned.is_renamed {
        let (before, after) = (code.name.clone(), said.path.last().cloned().unwrap_or_default());
        changes.push(FieldChange { field: "name", before, after });
    }
    if planned.is_moved {
        let before = match above_now(tree, code) {
            Above::Code(parent) => tree.path_text(parent),
            _ => String::new(),
        };
        changes.push(FieldChange { field: "place", before, after: place.to_owned() });
    }
    changes.extend(fields(said, code).into_iter().map(|field| FieldChange {
        field: field.name,
        before: field.before,
        after: field.after,
    }));
    changes
}

/// Whether a file's name of a code is the project's, line breaks and doubled blanks aside: files do not keep those.
fn is_same_name(said: &CodebookCode, name: &str) -> bool {
    let said = said.path.last().map_or("", String::as_str);
    said.split_whitespace().eq(name.split_whitespace())
}
