import Book

/// Looks at the files of a book and tells pages and terminal what that brought.
struct Look: Sendable {
  let book: LiveBook
  let hub: EventHub
  let terminal: PreviewTerminal
  let write: @Sendable (String) -> Void

  /// - Parameter shown: called when there is something to show, be it before all has run.
  func look(isFirst: Bool, shown: @escaping @Sendable () -> Void) async {
    let start = ContinuousClock.now
    let hub = hub
    @Sendable func tell(_ update: LiveBook.Update) {
      shown()
      guard !update.isEmpty else { return }
      hub.send(EventHub.event("change", Change(update)))
    }
    let update = await book.refresh(early: tell)
    tell(update)
    guard !update.isEmpty else { return }
    let time = ContinuousClock.now - (update.began ?? start)
    await book.keepResults(of: update)
    write(terminal.text(update, time: time, isFirst: isFirst))
    await book.drawAhead(update)
  }
}

/// What pages are told of a change.
struct Change: Encodable {
  var version: Int
  /// The pages that changed; nil for all pages.
  var pages: [String]?
  /// The pages about which something else is said than before.
  var notes: [String]

  init(_ update: LiveBook.Update) {
    version = update.version
    pages = update.pages
    notes = update.notes
  }

  init(_ mistakes: LiveBook.PageMistakes) {
    version = mistakes.version
    pages = []
    notes = mistakes.page.map { [$0] } ?? []
  }
}
