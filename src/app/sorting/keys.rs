//! The keys that are no commands: those of the codes, and those that answer what is asked beside the passage.

use egui::{Event, Key, Modifiers, Ui};

use super::deciding;
use super::walk::Panel;
use crate::app::desk::Desk;
use crate::domain::CodeId;

/// Does what the keys of this frame say, in their order.
pub(super) fn take(desk: &mut Desk, ui: &Ui) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let Some(walk) = desk.sorting.walk() else { return };
    if let Panel::Accepting(code) = walk.panel {
        if pressed(Key::Escape) {
            walk.panel = Panel::Nothing;
            return;
        }
        if let Some(code) = code
            && pressed(Key::Enter)
        {
            deciding::accept_all(desk, code);
            return;
        }
    }
    let listed = walk.listed.clone();
    let code_of = |letter: char| {
        listed.iter().find(|listed| listed.key == Some(letter)).map(|listed| listed.code)
    };
    for (letter, stays) in letters(ui) {
        let Some(code) = code_of(letter) else { continue };
        press(desk, code, stays);
    }
}

/// Does what the key of a code does.
fn press(desk: &mut Desk, code: CodeId, stays: bool) {
    match desk.sorting.walk() {
        Some(walk) if matches!(walk.panel, Panel::Accepting(_)) => {
            walk.panel = Panel::Accepting(Some(code));
        }
        Some(_) => deciding::apply(desk, code, stays),
        None => {}
    }
}

/// The letters and digits that were pressed in this frame, and whether with Shift. A key that is held down counts once: nobody
/// means to code what they have not seen.
fn letters(ui: &Ui) -> Vec<(char, bool)> {
    ui.input_mut(|input| {
        let mut found = Vec::new();
        input.events.retain(|event| {
            let Event::Key { key, physical_key, pressed: true, repeat, modifiers } = event else {
                return true;
            };
            let is_plain = !modifiers.alt && !modifiers.ctrl && !modifiers.command;
            let letter = letter(*key, *physical_key).filter(|_| is_plain);
            if let Some(letter) = letter.filter(|_| !repeat) {
                found.push((letter, modifiers.shift));
            }
            letter.is_none()
        });
        found
    })
}

/// The letter or digit of a key. Where digits are typed with Shift, or Shift makes another sign of them, it is the place of
/// the key that counts.
fn letter(key: Key, place: Option<Key>) -> Option<char> {
    let one = |key: Key| {
        let mut name = key.name().chars();
        let letter = name.next().filter(|letter| letter.is_ascii_alphanumeric())?;
        name.next().is_none().then(|| letter.to_ascii_lowercase())
    };
    one(key).or_else(|| place.and_then(one).filter(char::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_by_their_name_and_digits_by_their_place_too() {
        assert_eq!(letter(Key::A, Some(Key::Q)), Some('a'));
        assert_eq!(letter(Key::Num3, None), Some('3'));
        assert_eq!(letter(Key::Exclamationmark, Some(Key::Num1)), Some('1'));
        assert_eq!(letter(Key::Quote, Some(Key::Num3)), Some('3'));
        assert_eq!(letter(Key::Semicolon, Some(Key::M)), None);
        assert_eq!(letter(Key::F2, Some(Key::F2)), None);
        assert_eq!(letter(Key::Space, Some(Key::Space)), None);
    }
}
