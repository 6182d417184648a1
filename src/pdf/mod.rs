//! Pages and a plan become sheets; colour becomes black ink. The only room
//! that names lopdf. It decides nothing: the plan says where everything lies.

mod annotations;
mod collate;
mod drawing;
mod form;
mod gray;
mod impose;
mod numbers;
mod open;
mod page_box;
mod printed;
mod prune;

pub use collate::collate;
pub use drawing::draw;
pub use gray::black_ink;
pub use impose::{Imprint, impose, impose_sides};
pub use open::{PageFacts, Pages, open, open_own};
pub use printed::as_printed;
