package dev.kbench.store.journal;

/// What a journal does to the disk: everything between two of these is memory only.
public enum DiskStep {
    /// An evaluation's folder is made.
    FOLDER_CREATE,
    /// A small file is made under a temporary name, or emptied if a process that died left one.
    FILE_CREATE,
    /// A small file is written under a temporary name: the plan, the state, a request.
    FILE_WRITE,
    /// That file is flushed.
    FILE_FORCE,
    /// That file gets its name.
    FILE_RENAME,
    /// A folder's entries are flushed.
    FOLDER_FORCE,
    /// The lock's file is made, or opened where it is there.
    LOCK_OPEN,
    /// Who holds the lock is written into its file.
    LOCK_WRITE,
    /// The lock is given back.
    LOCK_RELEASE,
    /// A request to stop that was put to a process which is gone is forgotten.
    REQUEST_DELETE,
    /// The journal's file is made, or opened where it is there.
    JOURNAL_OPEN,
    /// The journal's head is written.
    HEAD_WRITE,
    /// The journal's head is flushed.
    HEAD_FORCE,
    /// A blob segment is made.
    SEGMENT_CREATE,
    /// Blobs are appended to their segment.
    BLOB_WRITE,
    /// A segment is flushed.
    BLOB_FORCE,
    /// Records are appended to the journal.
    JOURNAL_WRITE,
    /// The journal is flushed.
    JOURNAL_FORCE,
    /// The file for a torn tail is made.
    TORN_CREATE,
    /// A torn tail is copied.
    TORN_WRITE,
    /// The copy is flushed.
    TORN_FORCE,
    /// The torn tail is cut off.
    TORN_TRUNCATE,
    /// The cut is flushed.
    TRUNCATE_FORCE,
    /// A command that begins is marked.
    MARK_CREATE,
    /// The mark of a command that came to its end, or of which nothing is left, is removed.
    MARK_DELETE,
    /// A file of an evaluation that is removed is deleted, its plan first.
    FILE_DELETE,
    /// The folder of an evaluation that is removed is deleted.
    FOLDER_DELETE
}
