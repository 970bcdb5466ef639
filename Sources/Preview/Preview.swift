public import Book
import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

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

  /// Serves until `stop` returns, then ends at once, also while chapters are being run.
  /// - Parameter started: called once with the address of the first page, when it is answered. That
  ///   is before the chapters have run: pages show what is known of them.
  public func run(
    started: @Sendable (String) async -> Void, until stop: @escaping @Sendable () async -> Void
  ) async throws(Refusal) {
    let answers = OpenAnswers()
    let hub = EventHub(answers: answers)
    let isEnded = Atomic(false)
    let own = write
    // What is still being run or drawn at the end has nothing to say any more.
    let write: @Sendable (String) -> Void = { text in
      if !isEnded.load(ordering: .acquiring) { own(text) }
    }
    let terminal = PreviewTerminal(style: style, program: program, shown: shown)
    let progress = ProgressTeller(hub: hub, write: write, shown: shown)
    var runner = runner
    runner.isFilming = true
    runner.progress = progress.tell
    let book = LiveBook(
      root: root, fences: fences, runner: runner, look: look, results: results,
      isFresh: isFresh, program: program, progress: progress
    ) { mistakes in
      if mistakes.areNew {
        hub.send(EventHub.event("change", Change(mistakes)))
      }
      let text = terminal.text(mistakes)
      if !text.isEmpty { write(text) }
    }
    let folder = book.root
    let files = Mutex<[String]>([])
    let folders: @Sendable () -> [String] = {
      BookFolders.all(of: folder, files: files.withLock { $0 })
    }
    let moments = book.moments
    guard
      let watcher = FolderWatcher(folders: folders, changed: { moments.filesHaveChanged() })
    else {
      throw Refusal("the system cannot watch the folders of the book")
    }
    defer { watcher.stop() }
    let listener: Listener
    do {
      listener = try await Listener(port: port ?? 0, answers: answers)
    } catch {
      throw Preview.refusal(error, port)
    }
    let server = PreviewServer(
      book: book, hub: hub, requests: RequestGuard(port: listener.port))
    let address = "http://127.0.0.1:\(listener.port)/"
    write("the book is at \(address) (end with Ctrl-C)\n")

    let waiting = Task { await stop() }
    let loop = Task {
      let look = Look(book: book, hub: hub, terminal: terminal, write: write)
      func renew() async {
        let inputs = await book.inputFiles
        files.withLock { $0 = inputs }
        watcher.renew()
      }
      await look.look(isFirst: true) {
        Task { await listener.answer { await server.response(to: $0) } }
      }
      await renew()
      for await _ in watcher.changes where !Task.isCancelled {
        await look.look(isFirst: false) {}
        await renew()
      }
    }
    let pulse = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(10))
        hub.send(EventHub.pulse)
      }
    }
    await started(address)
    let failure = await listener.firstOf(waiting)
    isEnded.store(true, ordering: .releasing)
    pulse.cancel()
    loop.cancel()
    watcher.stop()
    hub.close()
    await listener.stop()
    if let failure { throw Refusal("the server has failed: \(failure)") }
    // Nothing waits for what is being run: nobody sees it any more.
    Task { await book.end() }
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
