//! With four times as many of anything, work is no more than five times as much, and memory no more than eight times: for every kind of
//! list and of nesting that a file can have, and for everything that can be asked about it. Counted in instructions of the shipped
//! module, which are the same in every run; never timed.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tablewarden_tests::checkers::frame_of;
use tablewarden_tests::counting::Counting;
use tablewarden_tests::kinds::{Input, Kind, all};
use tablewarden_wire::{CheckRequest, Format, RenderRequest, Request, VERSION, frame};

/// How many times as much there is.
const TIMES: usize = 4;

/// How many times as many instructions it may take.
const MOST: u64 = 5;

/// How many times as much memory: a list that is full doubles, so that four times as many elements take up to eight times as much.
const MOST_MEMORY: usize = 2 * TIMES;

/// What less memory than this is left out of account.
const STEP: usize = 1 << 20;

/// One question about so many and about four times as many.
struct Job {
    kind: &'static str,
    question: &'static str,
    frames: [Vec<u8>; 2],
}

/// What each of the two takes.
struct Taken {
    instructions: [u64; 2],
    memory: [usize; 2],
}

impl Taken {
    fn of(job: &Job) -> Self {
        let [few, many] = job.frames.each_ref().map(|frame| {
            let mut instance = Counting::new();
            let before = instance.memory();
            let instructions = instance.call(frame);
            (instructions, instance.memory() - before)
        });
        Self { instructions: [few.0, many.0], memory: [few.1, many.1] }
    }

    fn is_in_proportion(&self) -> bool {
        let ([few, many], [little, much]) = (self.instructions, self.memory);
        many <= MOST * few && much <= MOST_MEMORY * little.max(STEP)
    }
}

/// Every job is done, by as many threads as there are processors; what each takes is printed.
fn all_in_proportion(jobs: &[Job]) {
    let (next, rows) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let taken = Taken::of(job);
                    rows.lock().expect("no thread stopped").push((job, taken));
                }
            });
        }
    });
    let mut rows = rows.into_inner().expect("no thread stopped");
    rows.sort_by_key(|(job, _)| (job.kind, job.question));
    let mut wrong = Vec::new();
    for (job, taken) in &rows {
        let ([few, many], [little, much]) = (taken.instructions, taken.memory);
        let (tenths, bytes) = (many * 10 / few.max(1), job.frames[1].len());
        let line = format!(
            "{:45} {:16} {few:>13} {many:>13} instructions, {:>2}.{} times; {:>7} {:>7} KiB; {:>6} instructions a byte",
            job.kind,
            job.question,
            tenths / 10,
            tenths % 10,
            little / 1024,
            much / 1024,
            many / bytes as u64,
        );
        println!("{line}");
        if !taken.is_in_proportion() {
            wrong.push(line);
        }
    }
    assert_eq!(rows.len(), jobs.len());
    assert!(wrong.is_empty(), "{} of {} grow faster:\n{}", wrong.len(), jobs.len(), wrong.join("\n"));
}

/// The files of a kind, so many and four times as many.
fn few_and_many(kind: &Kind, part: usize) -> [Input; 2] {
    [1, TIMES].map(|times| (kind.make)(kind.enough / part * times))
}

fn everything(input: &Input) -> Vec<u8> {
    let (check, blobs) = input.check_everything();
    frame_of(CheckRequest { statuses: false, ..check }, &blobs)
}

#[test]
fn a_check_grows_as_its_files_do() {
    let job = |kind: Kind| {
        let frames = few_and_many(&kind, 1).each_ref().map(everything);
        Job { kind: kind.name, question: "check", frames }
    };
    let jobs: Vec<Job> = all().into_iter().map(job).collect();
    assert!(jobs.len() >= 40);
    all_in_proportion(&jobs);
}

#[test]
#[ignore = "takes several minutes: cargo test -p tablewarden-tests --test growth -- --ignored"]
fn every_other_question_grows_as_its_files_do() {
    let jobs = all().into_iter().flat_map(|kind| {
        let [few, many] =
            few_and_many(&kind, 8).map(|input| [input.questions(), input.questions_about_rules()].concat());
        few.into_iter().zip(many).map(move |((question, few), (_, many))| Job {
            kind: kind.name,
            question,
            frames: [few, many],
        })
    });
    all_in_proportion(&jobs.collect::<Vec<_>>());
}

#[test]
#[ignore = "takes several minutes: cargo test -p tablewarden-tests --test growth -- --ignored"]
fn every_format_grows_as_what_is_reported() {
    let jobs = all().into_iter().flat_map(|kind| {
        let answers = few_and_many(&kind, 4).map(|input| Counting::new().answer(&everything(&input)).0);
        Format::ALL.into_iter().map(move |format| {
            let frames = answers.each_ref().map(|answer| render(answer, format));
            Job { kind: kind.name, question: name(format), frames }
        })
    });
    all_in_proportion(&jobs.collect::<Vec<_>>());
}

fn render(answer: &[u8], format: Format) -> Vec<u8> {
    let mut request = Request::Render(RenderRequest {
        version: VERSION,
        blobs: Vec::new(),
        responses: vec![0],
        unread: Vec::new(),
        format,
        color: false,
        bare: false,
        advice: true,
    });
    request.set_blobs(&[answer]);
    frame::encode(&request, &[answer])
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Concise => "concise",
        Format::Json => "JSON",
        Format::Jsonl => "JSON lines",
        Format::Sarif => "SARIF",
        Format::Junit => "JUnit",
        Format::Github => "GitHub",
        Format::Gitlab => "GitLab",
        Format::Cdk => "CDK",
        Format::Markdown => "Markdown",
    }
}
