//! What a host asks of an engine: a frame in, an answer out. Never says what runs behind it.

use std::sync::Arc;

/// A request as bytes (`tablewarden_wire::frame`), in parts that follow each other, because what was read is not copied into one. It is
/// shared, so that it can be kept while another thread reads it.
pub type Frame = Arc<[Vec<u8>]>;

/// Why a call gave no answer. Each is an internal error: the file it was about counts as not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError {
    /// The image is none for this build, or was damaged.
    Image(String),
    /// The module speaks another version of the call interface; the number it gave.
    Abi(i32),
    /// The call did not end in its time; the seconds it had.
    Time(u64),
    /// The call wanted more memory than it may have; the MiB it may have.
    Memory(u64),
    /// The engine stopped, one line why.
    Trap(String),
    /// What came back is no answer, one line why.
    Answer(String),
}

impl std::fmt::Display for CallError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Image(why) => {
                write!(f, "internal error: the embedded engine cannot be loaded: {why}; install tablewarden again")
            }
            Self::Abi(version) => {
                write!(
                    f,
                    "internal error: the engine speaks version {version} of the call interface; install tablewarden again"
                )
            }
            Self::Time(seconds) => write!(
                f,
                "internal error: the engine gave no answer in {seconds} seconds; check fewer or smaller files"
            ),
            Self::Memory(mib) => write!(
                f,
                "internal error: the engine needs more than {mib} MiB of memory; check fewer or smaller files"
            ),
            Self::Trap(why) => {
                write!(f, "internal error: the engine stopped: {why}; please report it with the template")
            }
            Self::Answer(why) => write!(
                f,
                "internal error: the engine's answer cannot be read: {why}; please report it with the template"
            ),
        }
    }
}

impl std::error::Error for CallError {}

/// Answers calls one after another.
pub trait Answer {
    /// Answers one frame.
    ///
    /// # Errors
    /// Where the call could not be carried out. The next call starts fresh.
    fn call(&mut self, frame: &Frame) -> Result<Vec<u8>, CallError>;
}

/// Makes answerers, one per thread.
pub trait Engine: Sync {
    /// A new answerer. Cheap: what costs is done at its first call.
    fn open(&self) -> Box<dyn Answer + Send + '_>;
}
