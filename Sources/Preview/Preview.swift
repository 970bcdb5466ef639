public import Book
import FlyingFox
import FlyingSocks
import Foundation

/// A book in a browser on this machine, as its author writes it.
///
/// It answers on 127.0.0.1 only. Whenever a file of the book is saved, what it changes is read and
/// run again, and pages that are open show it.
public struct Preview: Sendable {
  /// The folder of the book.
  public var root: String
  /// The fences that the book may use.
  public var fences: FenceRegistry
  /// Runs the chapters. Its `isFilming` and `progress` are set by the preview.
  public var runner: ChapterRunner
  /// What the pages look like.
  public var look: SiteLook
  /// Where results of earlier runs lie; without it all chapters are run at the start.
  public var results: ResultStore?
  /// Whether all chapters are run at the start, whatever results there are.
  public var isFresh: Bool
  /// The port; nil for a free one.
  public var port: UInt16?
  /// Whether messages in the terminal have colours.
  public var style: TextStyle
  /// What the author types to run a command, in messages.
  public var program: String
  /// The path of a file of the book as its author would type it.
  public var shown: @Sendable (_ file: String) -> String
  /// Writes to the author's terminal.
  public var write: @Sendable (String) -> Void

  /// A preview that does not serve yet; see ``run(started:until:)``.
  public init(
    root: String, fences: FenceRegistry, runner: ChapterRunner, look: SiteLook,
    results: ResultStore?, isFresh: Bool = false, port: UInt16?, style: TextStyle,
    program: String = "statebook", shown: @escaping @Sendable (String) -> String,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.root = root
    self.fences = fences
    self.runner = runner
    self.look = look
    self.results = results
    self.isFresh = isFresh
    self.port = port
    self.style = style
    self.program = program
    self.shown = shown
    self.write = write
  }

  /// Serves until `stop` returns.
  /// - Parameter started: called once with the address of the first page, when it is there.
  public func run(
    started: @Sendable (String) async -> Void, until stop: @escaping @Sendable () async -> Void
  ) async throws(Refusal) {
    let hub = EventHub()
    var runner = runner
    runner.isFilming = true
    runner.progress = ProgressTeller(hub: hub, write: write, shown: shown).tell
    let book = LiveBook(
      root: root, fences: fences, runner: runner, look: look, results: results,
      isFresh: isFresh, program: program)
    let folder = book.root
    guard let watcher = FolderWatcher(folders: { BookFolders.all(of: folder) }) else {
      throw Refusal("the system cannot watch the folders of the book")
    }
    defer { watcher.stop() }
    let listener: Listener
    do {
      listener = try await Listener(port: port ?? 0)
    } catch {
      throw Preview.refusal(error, port)
    }
    let server = PreviewServer(
      book: book, hub: hub, requests: RequestGuard(port: listener.port))
    let terminal = PreviewTerminal(style: style, program: program, shown: shown)
    await look(at: book, hub, terminal, isFirst: true)
    await listener.answer { await server.response(to: $0) }
    let address = "http://127.0.0.1:\(listener.port)/"
    write("the book is at \(address) (end with Ctrl-C)\n")
    await started(address)

    let loop = Task {
      for await _ in watcher.changes { await look(at: book, hub, terminal, isFirst: false) }
    }
    let pulse = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(10))
        hub.send(EventHub.pulse)
      }
    }
    let waiting = Task { await stop() }
    let failure = await listener.firstOf(waiting)
    pulse.cancel()
    watcher.stop()
    hub.close()
    await listener.stop()
    await loop.value
    if let failure { throw Refusal("the server has failed: \(failure)") }
  }

  private struct Change: Encodable {
    var version: Int
    /// nil for all pages.
    var pages: [String]?
    var notes: [String]
  }

  private func look(
    at book: LiveBook, _ hub: EventHub, _ terminal: PreviewTerminal, isFirst: Bool
  ) async {
    let start = ContinuousClock.now
    @Sendable func tell(_ update: LiveBook.Update) {
      guard !update.isEmpty else { return }
      hub.send(
        EventHub.event(
          "change", Change(version: update.version, pages: update.pages, notes: update.notes)))
    }
    let update = await book.refresh(early: tell)
    guard !update.isEmpty else { return }
    tell(update)
    let time = ContinuousClock.now - start
    await book.keepResults(of: update)
    write(terminal.text(update, time: time, isFirst: isFirst))
  }

  private static func refusal(_ error: any Error, _ port: UInt16?) -> Refusal {
    if case .failed(_, let number, let message)? = error as? SocketError {
      if number == EADDRINUSE, let port {
        return Refusal(
          "port \(port) is taken by another program",
          help: "name another with --port, or leave it out for a free one")
      }
      if number == EACCES, let port {
        return Refusal(
          "port \(port) is not for everybody: \(message)",
          help: "name one above 1023 with --port, or leave it out for a free one")
      }
      return Refusal("the server cannot start: \(message)")
    }
    return Refusal("the server cannot start: \(error)")
  }
}
