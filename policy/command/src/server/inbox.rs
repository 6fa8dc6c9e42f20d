//! Bytes of standard input into the contents of messages, each behind a header with its length
//! (<https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol>). What comes in
//! pieces is put together, and a broken header costs no more than its own message. Never reads a content.

/// What has come and is not taken yet.
#[derive(Default)]
pub(super) struct Inbox {
    bytes: Vec<u8>,
    /// How many of the bytes are taken.
    taken: usize,
    /// How many bytes of a message that is too long are still to come.
    skipped: u64,
}

/// What comes out: the content of a message, or what is wrong with a header.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Received {
    Content(Vec<u8>),
    Broken(&'static str),
}

/// A content may be as long as the largest template whose characters are all escaped.
const MOST_CONTENT: u64 = 6 * 32 * 1024 * 1024;
/// Headers are a few dozen bytes.
const MOST_HEADER: usize = 8 * 1024;

const END_OF_HEADER: &[u8] = b"\r\n\r\n";
const LENGTH: &[u8] = b"Content-Length:";

impl Inbox {
    /// Takes bytes in.
    pub(super) fn put(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.taken);
        self.taken = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// Whether a message has come in part.
    pub(super) fn has_begun(&self) -> bool {
        self.taken < self.bytes.len() || self.skipped > 0
    }

    /// The next message that is there whole.
    pub(super) fn take(&mut self) -> Option<Received> {
        let rest = self.bytes.get(self.taken..)?;
        if self.skipped > 0 {
            let there = rest.len().min(usize::try_from(self.skipped).unwrap_or(usize::MAX));
            self.taken += there;
            self.skipped -= there as u64;
            return if self.skipped > 0 { None } else { self.take() };
        }
        let within = rest.get(..MOST_HEADER).unwrap_or(rest);
        let Some(end) = within.windows(END_OF_HEADER.len()).position(|bytes| bytes == END_OF_HEADER) else {
            if within.len() < MOST_HEADER {
                return None;
            }
            // Its end may be in what follows in part.
            self.taken += MOST_HEADER - END_OF_HEADER.len();
            return Some(Received::Broken("a header of a message has no end"));
        };
        let header = rest.get(..end).unwrap_or_default();
        let content = end + END_OF_HEADER.len();
        let Some(length) = length(header) else {
            self.taken += content;
            return Some(Received::Broken("a header of a message has no `Content-Length` that is a number"));
        };
        if length > MOST_CONTENT {
            self.taken += content;
            self.skipped = length;
            return Some(Received::Broken("a message is too long"));
        }
        let end = content + usize::try_from(length).ok()?;
        let content = rest.get(content..end)?.to_vec();
        self.taken += end;
        Some(Received::Content(content))
    }
}

/// The length that a header gives: its last one, so that the content of a message without a length is passed over.
fn length(header: &[u8]) -> Option<u64> {
    let is_name = |bytes: &[u8]| bytes.eq_ignore_ascii_case(LENGTH);
    let at = header.windows(LENGTH.len()).rposition(is_name)?;
    let line = header.get(at + LENGTH.len()..)?.split(|byte| *byte == b'\r').next()?.trim_ascii();
    let digits = str::from_utf8(line).ok().filter(|line| line.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(inbox: &mut Inbox) -> Vec<Received> {
        std::iter::from_fn(|| inbox.take()).collect()
    }

    fn content(text: &str) -> Received {
        Received::Content(text.into())
    }

    #[test]
    fn messages_come_whole_wherever_the_bytes_are_cut() {
        let sent = b"Content-Length: 2\r\n\r\n{}content-length:3\r\nContent-Type: x; charset=utf-8\r\n\r\n[1]";
        for cut in 0..sent.len() {
            let mut inbox = Inbox::default();
            inbox.put(&sent[..cut]);
            let mut received = all(&mut inbox);
            inbox.put(&sent[cut..]);
            received.extend(all(&mut inbox));
            assert_eq!(received, [content("{}"), content("[1]")], "cut at {cut}");
            assert!(!inbox.has_begun());
        }
    }

    #[test]
    fn a_message_in_part_is_known_to_have_begun() {
        let mut inbox = Inbox::default();
        assert!(!inbox.has_begun());
        inbox.put(b"Content-Length: 2\r\n\r\n{");
        assert!(inbox.take().is_none() && inbox.has_begun());
    }

    #[test]
    fn a_broken_header_costs_one_message() {
        for broken in
            ["Length: 2\r\n\r\n{}", "Content-Length: -2\r\n\r\n{}", "Content-Length: 0x2\r\n\r\n{}", "\r\n\r\n"]
        {
            let mut inbox = Inbox::default();
            inbox.put(broken.as_bytes());
            inbox.put(b"Content-Length: 3\r\n\r\n[1]");
            let received = all(&mut inbox);
            assert!(matches!(received.first(), Some(Received::Broken(_))), "{broken}");
            assert_eq!(received.last(), Some(&content("[1]")), "{broken}");
        }
    }

    #[test]
    fn what_is_too_long_is_never_held() {
        let mut inbox = Inbox::default();
        let length = MOST_CONTENT + 1;
        inbox.put(format!("Content-Length: {length}\r\n\r\n").as_bytes());
        assert_eq!(all(&mut inbox), [Received::Broken("a message is too long")]);
        for _ in 0..length / (1 << 20) {
            inbox.put(&[b'x'; 1 << 20]);
            assert!(inbox.take().is_none() && inbox.bytes.len() <= 1 << 20);
        }
        inbox.put(b"xContent-Length: 1\r\n\r\n1");
        assert_eq!(all(&mut inbox), [content("1")]);
        inbox.put(b"Content-Length: 99999999999999999999\r\n\r\nContent-Length: 1\r\n\r\n2");
        assert_eq!(all(&mut inbox).last(), Some(&content("2")));
    }

    #[test]
    fn a_header_without_end_is_given_up() {
        let mut inbox = Inbox::default();
        for _ in 0..100 {
            inbox.put(&[b'x'; 1000]);
            while inbox.take().is_some() {}
            assert!(inbox.bytes.len() - inbox.taken < MOST_HEADER);
        }
        inbox.put(b"\r\n\r\nContent-Length: 1\r\n\r\n1");
        assert_eq!(all(&mut inbox).last(), Some(&content("1")));
    }
}
