//! Pages and a plan become sheets; colour becomes black ink. The only room
//! that names lopdf. It decides nothing: the plan says where everything lies.
//!
//! ```no_run
//! use handpress::geometry::{Length, Paper, Size};
//! use handpress::impose::{self, Job, Lay, Scheme, Sizes};
//! use handpress::pdf::{self, Imprint};
//! use handpress::sheet::{Edge, Flip};
//!
//! let bytes = std::fs::read("pages.pdf").expect("a file");
//! let pages = pdf::open(&bytes, None)?;
//! let sizes: Vec<Size> = pages.facts().iter().map(|page| page.size).collect();
//! let scheme = Scheme::CutAndStack { columns: 2, rows: 2 };
//! let job = Job {
//!     flip: Flip::LongEdge,
//!     lay: Lay::Trimmed { bleed: Length::MM * 3 },
//!     sizes: Sizes::Shrink,
//!     ..Job::new(&scheme, &sizes, scheme.paper(Paper::A4.portrait(), sizes[0], Edge::Left))
//! };
//! let plan = impose::plan(&job)?.plan;
//! let sheets = pdf::impose(pages, &plan, &Imprint::default())?;
//! std::fs::write("sheets.pdf", sheets).expect("a file");
//! # Ok::<(), handpress::diag::Diagnostic>(())
//! ```

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
mod private;
mod prune;
mod strings;

pub use collate::collate;
pub use drawing::draw;
pub use gray::{black_ink, in_black};
pub use impose::{Imprint, impose, impose_sides};
pub use open::{PageFacts, Pages, open, open_own};
pub use printed::as_printed;
