package dev.kbench.bench;

/// What can be measured, each in a process of its own.
enum Figure {
    /// The HTTP library of the model clients in a loop of virtual threads: what cannot be undercut.
    BARE("bare HTTP loop") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return BareLoop.run(work);
        }
    },
    /// A model's client, called from the same loop.
    CLIENT("model client") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return ClientLoop.run(work, Speech.CHAT, false);
        }
    },
    /// The same of OpenAI's Responses.
    RESPONSES("client of Responses") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return ClientLoop.run(work, Speech.RESPONSES, false);
        }
    },
    /// The same of Google's generateContent.
    GENAI("client of generateContent") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return ClientLoop.run(work, Speech.GENAI, false);
        }
    },
    /// The same of Anthropic's Messages.
    ANTHROPIC("client of Messages") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return ClientLoop.run(work, Speech.ANTHROPIC, false);
        }
    },
    /// Answers in pieces.
    STREAM("stream of chat completions") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return ClientLoop.run(work, Speech.CHAT, true);
        }
    },
    /// The same of OpenAI's Responses.
    STREAM_RESPONSES("stream of Responses") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return ClientLoop.run(work, Speech.RESPONSES, true);
        }
    },
    /// The same of Google's streamGenerateContent.
    STREAM_GENAI("stream of generateContent") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return ClientLoop.run(work, Speech.GENAI, true);
        }
    },
    /// The same of Anthropic's Messages.
    STREAM_ANTHROPIC("stream of Messages") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return ClientLoop.run(work, Speech.ANTHROPIC, true);
        }
    },
    /// An evaluation over HTTP with a journal and a file for each run.
    FILES("evaluate, journal, run files") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return new Evaluation(work, flushes, true).overHttp();
        }
    },
    /// An evaluation over HTTP with a journal.
    JOURNAL("evaluate, journal") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return new Evaluation(work, flushes, false).overHttp();
        }
    },
    /// An evaluation of long chats that are all open at once.
    CHATS("evaluate chats, journal") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return new Evaluation(work, flushes, false).ofChats();
        }
    },
    /// Rooms that are all there at once.
    ROOMS("rooms of 6, 20 rounds") {
        @Override
        long run(Work work, Flushes flushes) {
            return RoomLoad.live(work.samples());
        }
    },
    /// Turns in one room that holds much already.
    TURNS("turns in a long room") {
        @Override
        long run(Work work, Flushes flushes) {
            return RoomLoad.turns(work.samples());
        }
    },
    /// An evaluation of a model that answers at once.
    ECHO("evaluate, journal") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return new Evaluation(work, flushes, false).ofEcho();
        }
    },
    /// The same over rows that are read from a file as a stream.
    ROWS("evaluate a stream, journal") {
        @Override
        long run(Work work, Flushes flushes) throws Exception {
            return new Evaluation(work, flushes, false).ofStream();
        }
    },
    /// Opening the journal that {@link #ROWS} left in the folder, and finding what is missing.
    OPEN("open the journal") {
        @Override
        long run(Work work, Flushes flushes) {
            return Opening.run(work, flushes);
        }
    };

    private final String label;

    Figure(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// Makes one pass.
    ///
    /// @param work what to do
    /// @param flushes counts
    /// @return how many answers were the one to their own question
    abstract long run(Work work, Flushes flushes) throws Exception;
}
