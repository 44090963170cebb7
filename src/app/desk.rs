//! One open project in the window: its latest snapshot, what is shown of it, and the answers still awaited.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::board::BoardView;
use super::check::CheckView;
use super::framework::FrameworkView;
use super::history::HistoryView;
use super::importing::Import;
use super::inspector::{CodeCard, ItemCard, QuotationCard, RegisterCard, SourceFacts};
use super::linking::Linking;
use super::matrix::MatrixView;
use super::memos::MemosView;
use super::news::NewsView;
use super::notice::Notice;
use super::outputs::OutputsView;
use super::pictures::PicturesView;
use super::quotes::{QuotesPlace, QuotesView};
use super::reading::Reading;
use super::register::RegisterView;
use super::search::{SearchPlace, SearchView};
use super::side::{CodesList, SourcesList};
use super::sorting::SortingView;
use super::styles::StylesView;
use super::tables::TablesView;
use crate::analysis::query::{self, Condition, Query};
use crate::domain::{
    AttributeId, CaseId, CodeId, ItemId, MeetingId, MemoId, PersonId, QuotationId, SourceId, Span,
};
use crate::project::{Answer, Owner, Project, ProjectError, Snapshot, Waiting};

/// The places of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Workspace {
    /// One source on its page.
    #[default]
    Read,
    /// The quotes of a code.
    Quotes,
    /// Words found everywhere.
    Search,
    /// What is to be looked at before a study goes out.
    Check,
    /// Passages one at a time, with a key for each code.
    Sort,
    /// The code framework: its table, its history.
    Framework,
    /// People, cases, meetings, sources and attributes.
    Register,
    /// Figures by row and column.
    Tables,
    /// Figures as pictures.
    Pictures,
    /// Cards laid out and gathered into themes.
    Board,
    /// What was chosen for print.
    Outputs,
    /// What others did since one looked.
    News,
    /// What the team thinks of it all.
    Memos,
    /// Summaries of cases under headings.
    Matrix,
    /// What was done.
    History,
    /// Files that are to come in.
    Import,
}

/// The lists at the side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SideList {
    /// The sources.
    #[default]
    Sources,
    /// The code framework.
    Codes,
}

/// What the inspector shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Selected {
    /// Nothing.
    #[default]
    Nothing,
    /// A source.
    Source(SourceId),
    /// A code.
    Code(CodeId),
    /// A quotation on a source.
    Quotation(SourceId, QuotationId),
    /// A person of the register.
    Person(PersonId),
    /// A case.
    Case(CaseId),
    /// A meeting.
    Meeting(MeetingId),
    /// An attribute.
    Attribute(AttributeId),
    /// A heading, a finding or a paragraph of an outline.
    Item(ItemId),
}

/// A place one can come back to.
#[derive(Debug, Clone)]
pub struct Place {
    /// The workspace.
    pub workspace: Workspace,
    /// What was selected.
    pub selected: Selected,
    /// The source on the page and where its window stood.
    pub reading: Option<(SourceId, crate::project::Position)>,
    /// The quotes that were listed.
    pub quotes: QuotesPlace,
    /// What was searched for.
    pub search: SearchPlace,
    /// The memo that was shown.
    pub memo: Option<MemoId>,
    /// Whether memos stood beside the text.
    pub has_memos: bool,
}

/// Looks whether an answer has come and goes on with it; whether it is over.
type Pending = Box<dyn FnMut(&mut Desk) -> bool>;

/// An open project in the window.
pub struct Desk {
    owner: Owner,
    /// The file.
    pub path: PathBuf,
    /// The project as it stands; renewed at the start of each frame.
    pub snapshot: Arc<Snapshot>,
    /// What the rail points at.
    pub workspace: Workspace,
    /// What the side list shows.
    pub side: SideList,
    /// What the inspector shows.
    pub selected: Selected,
    /// What the status line says.
    pub notice: Option<Notice>,
    /// The import that is under way or has just ended.
    pub import: Option<Import>,
    /// The source on the page.
    pub reading: Reading,
    /// A quotation in the inspector.
    pub quotation: QuotationCard,
    /// What the inspector knows of its source.
    pub facts: SourceFacts,
    /// The quotes of a code.
    pub quotes: QuotesView,
    /// Words found.
    pub search: SearchView,
    /// What is checked.
    pub check: CheckView,
    /// The code framework on the page.
    pub framework: FrameworkView,
    /// The picture on the page.
    pub pictures: PicturesView,
    /// What is sorted.
    pub sorting: SortingView,
    /// What is counted.
    pub tables: TablesView,
    /// Cards laid out and gathered into themes.
    pub board: BoardView,
    /// What was chosen for print.
    pub outputs: OutputsView,
    /// An item of an outline in the inspector.
    pub item: ItemCard,
    /// A row of the register in the inspector.
    pub row: RegisterCard,
    /// The register.
    pub register: RegisterView,
    /// The house styles.
    pub styles: StylesView,
    /// What others did since one looked.
    pub news: NewsView,
    /// What the team thinks of it all.
    pub memos: MemosView,
    /// The framework matrix.
    pub matrix: MatrixView,
    /// What texts of the team lead to.
    pub linking: Linking,
    /// What was done.
    pub history: HistoryView,
    /// The list of sources.
    pub sources: SourcesList,
    /// The code framework.
    pub codes: CodesList,
    /// A code in the inspector.
    pub card: CodeCard,
    back: Vec<Place>,
    forward: Vec<Place>,
    pending: Vec<Pending>,
    ctx: Context,
}

impl Desk {
    /// Takes an open project to the window. `coder` is who codes from now on.
    pub fn new(project: Project, ctx: &Context) -> Result<Self, ProjectError> {
        let path = project.snapshot().path.clone();
        let wake = ctx.clone();
        let owner = Owner::new(project, move || wake.request_repaint())?;
        let snapshot = owner.snapshot();
        Ok(Self {
            owner,
            path,
            snapshot,
            workspace: Workspace::default(),
            side: SideList::default(),
            selected: Selected::default(),
            notice: None,
            import: None,
            reading: Reading::default(),
            quotation: QuotationCard::default(),
            facts: SourceFacts::default(),
            quotes: QuotesView::default(),
            search: SearchView::default(),
            check: CheckView::default(),
            framework: FrameworkView::default(),
            pictures: PicturesView::default(),
            sorting: SortingView::default(),
            tables: TablesView::default(),
            board: BoardView::default(),
            outputs: OutputsView::default(),
            item: ItemCard::default(),
            row: RegisterCard::default(),
            register: RegisterView::default(),
            styles: StylesView::default(),
            news: NewsView::default(),
            memos: MemosView::default(),
            matrix: MatrixView::default(),
            linking: Linking::default(),
            history: HistoryView::default(),
            sources: SourcesList::default(),
            codes: CodesList::default(),
            card: CodeCard::default(),
            back: Vec::new(),
            forward: Vec::new(),
            pending: Vec::new(),
            ctx: ctx.clone(),
        })
    }

    /// The window's context, to ask for a redraw or to copy.
    pub fn ctx(&self) -> &Context {
        &self.ctx
    }

    /// The project's file name without its ending.
    pub fn name(&self) -> String {
        name_of(&self.path)
    }

    /// Takes in what has changed since the last frame: the latest snapshot first, then the answers that have come.
    pub fn catch_up(&mut self) {
        self.snapshot = self.owner.snapshot();
        let mut waiting = std::mem::take(&mut self.pending);
        waiting.retain_mut(|pending| !pending(self));
        // Answers may have asked for more.
        waiting.append(&mut self.pending);
        self.pending = waiting;
        if self.notice.as_ref().is_some_and(Notice::is_over) {
            self.notice = None;
        }
        let gone = match self.selected {
            Selected::Nothing => false,
            Selected::Source(id) => self.snapshot.source(id).is_none(),
            Selected::Code(id) => self.snapshot.codes.get(id).is_none(),
            Selected::Quotation(source, id) => {
                self.snapshot.codings(source).is_none_or(|on| on.quotation(id).is_none())
            }
            Selected::Person(id) => self.snapshot.person(id).is_none(),
            Selected::Case(id) => self.snapshot.case(id).is_none(),
            Selected::Meeting(id) => self.snapshot.meeting(id).is_none(),
            Selected::Attribute(id) => self.snapshot.attribute(id).is_none(),
            Selected::Item(id) => self.snapshot.item(id).is_none(),
        };
        // A quotation that was coded a moment ago is not in the snapshot before the answer is.
        if gone && self.pending.is_empty() {
            self.selected = Selected::Nothing;
        }
        SearchView::keep_ready(self);
        Linking::keep_fresh(self);
    }

    /// Whether answers are awaited.
    pub fn is_waiting(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Asks something of the project and goes on with the answer in a later frame. The snapshot of that frame holds
    /// what the task did.
    pub fn ask<T: Send + 'static>(
        &mut self,
        task: impl FnOnce(&mut Project) -> T + Send + 'static,
        then: impl FnOnce(&mut Self, T) + 'static,
    ) {
        self.ask_or_never(task, |desk, answer| match answer {
            Some(answer) => then(desk, answer),
            None => desk.notice = Some(Notice::trouble(&ProjectError::Interrupted)),
        });
    }

    /// As [`Self::ask`], for those who must hear of an answer that never comes, too.
    pub fn ask_or_never<T: Send + 'static>(
        &mut self,
        task: impl FnOnce(&mut Project) -> T + Send + 'static,
        then: impl FnOnce(&mut Self, Option<T>) + 'static,
    ) {
        let answer = self.owner.ask(task);
        self.await_answer(answer, then);
    }

    /// Does something to the project. When it is done the status line says what, with Undo; when it fails, why. Then
    /// goes on with the answer.
    pub fn act<T: Send + 'static>(
        &mut self,
        task: impl FnOnce(&mut Project) -> Result<T, ProjectError> + Send + 'static,
        then: impl FnOnce(&mut Self, Option<T>) + 'static,
    ) {
        let before = self.snapshot.seq;
        let or_never = |answer: Option<_>| answer.unwrap_or(Err(ProjectError::Interrupted));
        self.ask_or_never(task, move |desk, answer| match or_never(answer) {
            Ok(answer) => {
                if desk.snapshot.seq > before
                    && let Some(label) = desk.snapshot.undo.clone()
                {
                    desk.notice = Some(Notice::done(label.to_string()));
                }
                then(desk, Some(answer));
            }
            Err(error) => {
                desk.notice = Some(Notice::trouble(&error));
                then(desk, None);
            }
        });
    }

    /// Does something to the project of which nothing but success or failure is to be known.
    pub fn just_do<T: Send + 'static>(
        &mut self,
        task: impl FnOnce(&mut Project) -> Result<T, ProjectError> + Send + 'static,
    ) {
        self.act(task, |_, _| ());
    }

    /// Goes on with the answer of a job in the frame after it has come; with nothing when it will never come.
    pub fn await_answer<T: 'static>(
        &mut self,
        answer: Answer<T>,
        then: impl FnOnce(&mut Self, Option<T>) + 'static,
    ) {
        let mut then = Some(then);
        self.pending.push(Box::new(move |desk| {
            let answer = match answer.poll() {
                Waiting::Yet => return false,
                Waiting::Here(answer) => Some(answer),
                Waiting::Never => None,
            };
            if let Some(then) = then.take() {
                // The answer may have come after this frame took its snapshot: take the one that belongs to it.
                desk.snapshot = desk.owner.snapshot();
                then(desk, answer);
            }
            true
        }));
    }

    /// Takes back the latest step.
    pub fn undo(&mut self) {
        // Cards that keys have moved and the project does not know of yet go back first.
        if self.workspace == Workspace::Board && self.board.take_back_move() {
            return;
        }
        self.take_back("Undone", Project::undo);
    }

    /// Brings back what the latest undo took away.
    pub fn redo(&mut self) {
        self.take_back("Done again", Project::redo);
    }

    fn take_back(
        &mut self,
        what: &'static str,
        step: fn(&mut Project) -> Result<String, ProjectError>,
    ) {
        let before = SortingView::bearing(self);
        self.ask(step, move |desk, label| {
            desk.tell(what, label);
            SortingView::follow(desk, before.as_ref());
        });
    }

    fn tell(&mut self, what: &str, label: Result<String, ProjectError>) {
        self.notice = Some(match label {
            Ok(label) => Notice::plain(format!("{what}: {label}")),
            Err(error) => Notice::trouble(&error),
        });
    }

    /// Where one is now.
    fn place(&mut self) -> Place {
        Place {
            workspace: self.workspace,
            selected: self.selected,
            reading: self.reading.place(),
            quotes: self.quotes.place(),
            search: self.search.place(),
            memo: self.memos.shown(),
            has_memos: self.memos.is_beside(),
        }
    }

    /// Remembers where one is, before going somewhere else.
    pub fn leave(&mut self) {
        let place = self.place();
        self.back.push(place);
        self.forward.clear();
    }

    /// Goes to a workspace; Back returns.
    pub fn go(&mut self, workspace: Workspace) {
        if self.workspace != workspace {
            self.leave();
            self.workspace = workspace;
        }
    }

    /// Opens a source on the page, at a span or where its reader stopped; Back returns.
    pub fn open_source(&mut self, source: SourceId, at: Option<Span>) {
        self.leave();
        self.workspace = Workspace::Read;
        if at.is_none() {
            self.selected = Selected::Source(source);
        }
        Reading::open(self, source, at);
    }

    /// Opens a quotation's source at the quotation and selects it; Back returns.
    pub fn open_quotation(&mut self, source: SourceId, quotation: QuotationId) {
        let span = self
            .snapshot
            .codings(source)
            .and_then(|on| on.quotation(quotation))
            .map(|quotation| quotation.span);
        self.open_source(source, span);
        self.selected = Selected::Quotation(source, quotation);
    }

    /// Shows the quotes of a code; Back returns.
    pub fn open_quotes(&mut self, code: CodeId) {
        self.leave();
        self.workspace = Workspace::Quotes;
        self.selected = Selected::Code(code);
        self.quotes.show_code(code);
    }

    /// Goes to what answered a question, where it stands; Back returns.
    pub fn open_answer(&mut self, answer: &query::Answer) {
        match answer.quotation {
            Some(quotation) => self.open_quotation(answer.source, quotation),
            None => self.open_source(answer.source, Some(answer.span)),
        }
    }

    /// Shows the quotes of which something holds; Back returns.
    pub fn open_quotes_of(&mut self, condition: &Condition) {
        self.leave();
        self.workspace = Workspace::Quotes;
        self.quotes.show(Query { holds: condition.clone(), ..Query::default() });
    }

    /// Whether there is a place to come back to.
    pub fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Whether one has come back from somewhere.
    pub fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    /// Comes back to the last place.
    pub fn go_back(&mut self) {
        if let Some(place) = self.back.pop() {
            let here = self.place();
            self.forward.push(here);
            self.return_to(place);
        }
    }

    /// Goes again where one came back from.
    pub fn go_forward(&mut self) {
        if let Some(place) = self.forward.pop() {
            let here = self.place();
            self.back.push(here);
            self.return_to(place);
        }
    }

    fn return_to(&mut self, place: Place) {
        self.workspace = place.workspace;
        self.selected = place.selected;
        self.quotes.return_to(place.quotes);
        self.memos.set_beside(place.has_memos);
        if place.workspace == Workspace::Search {
            self.search.return_to(place.search);
        }
        if place.workspace == Workspace::Check {
            self.check.take_keyboard();
        }
        if place.workspace == Workspace::Framework {
            self.framework.take_keyboard();
        }
        if place.workspace == Workspace::Tables {
            self.tables.take_keyboard();
        }
        if place.workspace == Workspace::Board {
            self.board.take_keyboard();
        }
        if place.workspace == Workspace::Outputs {
            self.outputs.take_keyboard();
        }
        if place.workspace == Workspace::Memos {
            self.memos.return_to(place.memo);
        }
        if place.workspace == Workspace::Matrix {
            self.matrix.take_keyboard();
        }
        if place.workspace == Workspace::Register {
            self.register.take_keyboard();
        }
        if place.workspace == Workspace::Pictures {
            self.pictures.take_keyboard();
        }
        if place.workspace == Workspace::Sort {
            self.sorting.take_keyboard();
        }
        if let Some((source, position)) = place.reading {
            Reading::reopen(self, source, position);
        }
    }
}

/// A project file's name without its ending.
pub fn name_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
