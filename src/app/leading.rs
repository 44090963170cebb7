//! Goes where a link, a chip or a hit leads. Back returns.

use super::desk::{Desk, Selected, SideList, Workspace};
use super::notice::Notice;
use crate::domain::{ItemId, Target};

impl Desk {
    /// Opens something that a text leads to; says so where it is gone.
    pub fn open_target(&mut self, target: Target) {
        if !self.snapshot.is_there(target) {
            self.notice = Some(Notice::plain(format!(
                "This {} is not in the project any more; Undo may bring it back",
                target.kind()
            )));
            return;
        }
        match target {
            Target::Quote(id) => {
                let source = self.snapshot.quotation(id).map(|(source, _)| source);
                if let Some(source) = source {
                    self.open_quotation(source, id);
                }
            }
            Target::Source(id) => self.open_source(id, None),
            Target::Code(id) => {
                self.show(Selected::Code(id));
                self.side = SideList::Codes;
            }
            Target::Case(id) => self.show(Selected::Case(id)),
            Target::Person(id) => self.show(Selected::Person(id)),
            Target::Meeting(id) => self.show(Selected::Meeting(id)),
            Target::Memo(id) => super::memos::show(self, id),
            Target::Summary(id) => super::matrix::show_summary(self, id),
        }
    }

    /// Opens a heading, finding or paragraph in its outline.
    pub fn open_item(&mut self, item: ItemId) {
        let snapshot = std::sync::Arc::clone(&self.snapshot);
        if let Some((output, _)) = snapshot.item(item) {
            self.leave();
            self.workspace = Workspace::Outputs;
            self.outputs.show_item(output, item);
        }
    }

    fn show(&mut self, selected: Selected) {
        self.leave();
        // The inspector shows it.
        self.memos.set_beside(false);
        self.selected = selected;
    }
}
