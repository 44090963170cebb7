//! What a picture is asked for, and how it is counted and laid out in the background.

use std::sync::Arc;

use egui::Vec2;

use super::PicturesView;
use crate::analysis::picture::{
    self, Chosen, Mark, Role, Room, Scene, Together, Unit, Which, bars_of_codes, chosen,
    cloud_of_codes, columns_of_codes, graph_of_codes, lanes_of_source, matrix_of_codes, pairs,
};
use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::domain::{CodeId, MarkupKind, SourceCodings, SourceId, SourceInfo, SourceKind};
use crate::export::text_width;
use crate::project::{Project, ProjectError, Snapshot};

/// Which picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Picture {
    /// Bars of frequency.
    #[default]
    Bars,
    /// Where codes stand along a source.
    Source,
    /// Codes by month.
    Study,
    /// What stands together, as a heat map.
    HeatMap,
    /// The same as a network.
    Network,
    /// Names sized by use.
    Cloud,
}

/// How codes are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Codes {
    /// The top codes.
    #[default]
    Top,
    /// Those below the code that was selected last.
    Below,
    /// The most used ones.
    MostUsed,
}

/// What a picture is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub picture: Picture,
    pub codes: Codes,
    /// The code for [`Codes::Below`].
    pub below: Option<CodeId>,
    /// How many codes at most.
    pub most: usize,
    pub unit: Unit,
    /// Whether the two most frequent kinds of source stand side by side.
    pub by_kind: bool,
    pub together: Together,
    /// The least coefficient of a network, in hundredths.
    pub least: u8,
    /// Whether codes have their colours; else all have the accent.
    pub own_colours: bool,
    /// The source of a timeline over one.
    pub source: Option<SourceId>,
    /// The room that the picture is laid out for, in whole points.
    room: (u32, u32),
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            picture: Picture::default(),
            codes: Codes::default(),
            below: None,
            most: 20,
            unit: Unit::default(),
            by_kind: false,
            together: Together::default(),
            least: 1,
            own_colours: true,
            source: None,
            room: (0, 0),
        }
    }
}

impl Asked {
    /// Lays the next picture out for so much room; in steps, so that a window that is being resized does not ask for a
    /// picture for every point, and no wider than can be read.
    pub fn fit(&mut self, room: Vec2) {
        /// Wider than this, the eye loses the row.
        const WIDEST: f32 = 1_120.0;
        const STEP: u32 = 8;
        let steps = |length: f32| (length.max(0.0) as u32) / STEP * STEP;
        self.room = (steps(room.x.min(WIDEST)), steps(room.y - 4.0));
    }

    /// What makes a difference to the picture: what the others are asked for is left aside.
    fn telling(&self) -> Self {
        let plain = Self::default();
        let is = |pictures: &[Picture]| pictures.contains(&self.picture);
        let pairs = is(&[Picture::HeatMap, Picture::Network]);
        Self {
            below: self.below.filter(|_| self.codes == Codes::Below),
            unit: if is(&[Picture::Bars]) { self.unit } else { plain.unit },
            by_kind: is(&[Picture::Bars]) && self.by_kind,
            together: if pairs { self.together } else { plain.together },
            least: if is(&[Picture::Network]) { self.least } else { plain.least },
            source: self.source.filter(|_| is(&[Picture::Source])),
            ..self.clone()
        }
    }

    fn which(&self) -> Which {
        match (self.codes, self.below) {
            (Codes::Below, Some(code)) => Which::Below(code),
            (Codes::MostUsed, _) => Which::MostUsed,
            (Codes::Top | Codes::Below, _) => Which::Top,
        }
    }
}

/// Has the picture made anew, where it does not answer what is asked, or the project has changed since. The old one stays
/// until then.
pub(super) fn renew(view: &mut PicturesView, desk: &mut Desk) {
    let asked = (desk.snapshot.seq, view.asked.telling());
    if view.answers.as_ref() == Some(&asked) || view.awaits.is_some() {
        return;
    }
    view.awaits = Some(asked.clone());
    let wanted = asked.1.clone();
    desk.ask_or_never(
        move |project| made(&wanted, project),
        move |desk, made| {
            let view = &mut desk.pictures;
            view.awaits = None;
            view.answers = Some(asked);
            match made.unwrap_or(Err(ProjectError::Interrupted)) {
                Ok(scene) => view.scene = Some(Arc::new(scene)),
                Err(error) => desk.notice = Some(Notice::trouble(&error)),
            }
        },
    );
}

/// Every source with what stands on it.
fn study(snapshot: &Snapshot) -> impl Iterator<Item = (&SourceInfo, &SourceCodings)> {
    let sources = snapshot.sources.iter();
    sources.filter_map(|info| snapshot.codings(info.id).map(|on| (info, &**on)))
}

fn made(asked: &Asked, project: &Project) -> Result<Scene, ProjectError> {
    let snapshot = project.snapshot();
    let tree = &snapshot.codes;
    let chosen = chosen(tree, &snapshot.counts, asked.which(), asked.most);
    let room = Room { width: asked.room.0 as f32, height: asked.room.1 as f32 };
    let scene = match asked.picture {
        Picture::Bars => {
            let kinds = if asked.by_kind { two_kinds(snapshot) } else { Vec::new() };
            let data = bars_of_codes(tree, &chosen, asked.unit, &kinds, study(snapshot));
            picture::bars(&data, room, &text_width)
        }
        Picture::Source => lanes(asked, project, snapshot, &chosen, room)?,
        Picture::Study => {
            let data = columns_of_codes(tree, &chosen, study(snapshot));
            picture::columns(&data, room, &text_width)
        }
        Picture::HeatMap => {
            let pairs = pairs(tree, &chosen, asked.together, study(snapshot));
            picture::matrix(&matrix_of_codes(tree, &chosen, &pairs), room, &text_width)
        }
        Picture::Network => {
            let pairs = pairs(tree, &chosen, asked.together, study(snapshot));
            let least = f64::from(asked.least) / 100.0;
            picture::graph(&graph_of_codes(tree, &chosen, &pairs, least), room, &text_width)
        }
        Picture::Cloud => {
            let data = cloud_of_codes(tree, &chosen, study(snapshot));
            picture::cloud(&data, room, &text_width)
        }
    };
    Ok(if asked.own_colours { scene } else { in_one_colour(scene) })
}

fn lanes(
    asked: &Asked,
    project: &Project,
    snapshot: &Snapshot,
    chosen: &Chosen,
    room: Room,
) -> Result<Scene, ProjectError> {
    let source = asked.source.and_then(|id| snapshot.source(id).zip(snapshot.codings(id)));
    let Some((info, on)) = source else { return Ok(Scene::default()) };
    let marked = project.markup(info.id)?.into_iter();
    let pages = marked.filter_map(|mark| match mark.kind {
        MarkupKind::Page(number) => Some((mark.span.start, number.to_string())),
        _ => None,
    });
    let pages: Vec<(u32, String)> = pages.collect();
    let data = lanes_of_source(&snapshot.codes, chosen, info, on, &pages);
    Ok(picture::lanes(&data, room, &text_width))
}

/// The two kinds that most sources are of, in the order kinds are listed.
fn two_kinds(snapshot: &Snapshot) -> Vec<SourceKind> {
    let count = |kind| snapshot.sources.iter().filter(|info| info.kind == kind).count();
    let mut kinds: Vec<SourceKind> =
        SourceKind::ALL.into_iter().filter(|&kind| count(kind) > 0).collect();
    kinds.sort_by_key(|&kind| std::cmp::Reverse(count(kind)));
    kinds.truncate(2);
    kinds.sort_by_key(|kind| SourceKind::ALL.iter().position(|other| other == kind));
    kinds
}

/// The scene with the accent for every code.
fn in_one_colour(mut scene: Scene) -> Scene {
    let shapes = scene.marks.iter_mut().flat_map(|Mark { shapes, .. }| shapes);
    for shape in shapes {
        if let Role::Code(_) = shape.paint.role {
            shape.paint.role = Role::Accent;
        }
    }
    scene
}
