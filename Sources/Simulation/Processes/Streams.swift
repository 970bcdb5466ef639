/// Where a process writes.
public protocol OutputSink: AnyObject {
  /// Takes text. Returns false when nobody will ever read it: the writer gets SIGPIPE.
  func write(_ text: String) -> Bool
  /// Counts one more, or one fewer, process that may write.
  func open()
  /// Counts one process fewer. Readers of a pipe without writers come to its end.
  func close()
  /// Whether a writer that has much to say should wait: a pipe that holds enough already.
  var isFull: Bool { get }
  /// Calls `action` once, later, when there is room again or nobody will ever read.
  func whenWritable(_ action: @escaping () -> Void)
}

extension OutputSink {
  public var isFull: Bool { false }
  public func whenWritable(_ action: @escaping () -> Void) { action() }
}

/// Where a process reads.
public protocol InputSource: AnyObject {
  /// Takes what is there now, if anything.
  func take() -> String
  /// Takes one line with its line feed; nil when no whole line is there yet and more may come.
  func takeLine() -> String?
  /// Whether everything was taken and nothing more will come.
  var isAtEnd: Bool { get }
  /// Calls `action` once, later, when there is more to take than there is now, or the end was
  /// reached. For a reader that has taken what it could use.
  func whenReadable(_ action: @escaping () -> Void)
  /// Counts one more, or one fewer, process that may read.
  func openReader()
  /// Counts one reader fewer. Without any, whoever writes gets SIGPIPE.
  func closeReader()
}

/// A pipe: what is written at one end is read at the other.
public final class Pipe: OutputSink, InputSource {
  private let world: World
  private var buffer = ""
  /// Where what was not taken yet begins; what lies before is dropped from time to time.
  private var taken = 0
  private var writers = 0
  private var readers = 0
  private var hadWriter = false
  private var hadReader = false
  private var waiting: [() -> Void] = []
  private var waitingWriters: [() -> Void] = []
  /// Bytes from which on a writer should wait, as on Linux.
  public static let capacity = 65_536

  /// A pipe that nobody has opened: its end is not reached before there was a writer.
  public init(world: World) { self.world = world }

  public func write(_ text: String) -> Bool {
    if hadReader && readers == 0 { return false }
    buffer += text
    if held > world.limits.outputBytes { world.exceed(.outputBytes) }
    wake()
    return true
  }

  public func open() {
    writers += 1
    hadWriter = true
  }

  public func close() {
    writers -= 1
    if writers == 0 { wake() }
  }

  public func openReader() {
    readers += 1
    hadReader = true
  }

  public func closeReader() {
    readers -= 1
    if readers == 0 { wakeWriters() }
  }

  private var held: Int { buffer.utf8.count - taken }
  private var start: String.Index { buffer.utf8.index(buffer.startIndex, offsetBy: taken) }

  public var isFull: Bool { held >= Pipe.capacity && !(hadReader && readers == 0) }

  public func whenWritable(_ action: @escaping () -> Void) {
    if isFull { waitingWriters.append(action) } else { world.soon(action) }
  }

  public func take() -> String {
    let text = String(buffer[start...])
    buffer = ""
    taken = 0
    wakeWriters()
    return text
  }

  public func takeLine() -> String? {
    let start = start
    guard let end = buffer.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) else {
      return writersAreGone && !isEmpty ? take() : nil
    }
    let line = String(buffer[start...end])
    taken += line.utf8.count
    if taken == buffer.utf8.count {
      buffer = ""
      taken = 0
    } else if taken > Pipe.capacity {
      buffer.removeSubrange(...end)
      taken = 0
    }
    if !waitingWriters.isEmpty, !isFull { wakeWriters() }
    return line
  }

  private var isEmpty: Bool { held == 0 }
  private var writersAreGone: Bool { hadWriter && writers == 0 }

  public var isAtEnd: Bool { isEmpty && writersAreGone }

  public func whenReadable(_ action: @escaping () -> Void) {
    // What is there now is the beginning of a line: to come back for it at once would be forever.
    if writersAreGone { world.soon(action) } else { waiting.append(action) }
  }

  private func wake() {
    let actions = waiting
    waiting = []
    for action in actions { world.soon(action) }
  }

  private func wakeWriters() {
    let actions = waitingWriters
    waitingWriters = []
    for action in actions { world.soon(action) }
  }
}

/// A text to read: a here-document, a file, nothing.
public final class TextSource: InputSource {
  private let world: World
  private var rest: Substring

  /// The whole text is there at once, and its end behind it.
  public init(world: World, text: String = "") {
    self.world = world
    rest = text[...]
  }

  public func take() -> String {
    let text = String(rest)
    rest = ""
    return text
  }

  public func takeLine() -> String? {
    guard !rest.isEmpty else { return nil }
    guard let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) else { return take() }
    let line = String(rest[...end])
    rest = rest[rest.utf8.index(after: end)...]
    return line
  }

  public var isAtEnd: Bool { rest.isEmpty }

  public func whenReadable(_ action: @escaping () -> Void) { world.soon(action) }
  public func openReader() {}
  public func closeReader() {}
}

/// `/dev/null`.
public final class NullSink: OutputSink {
  /// Takes everything and keeps nothing.
  public init() {}
  public func write(_ text: String) -> Bool { true }
  public func open() {}
  public func close() {}
}

/// Collects what is written: a terminal, `$(…)`, a container's log.
public final class TextSink: OutputSink {
  private let world: World
  /// All that was written since the last `take`.
  public private(set) var text = ""
  /// Called with each text, if set.
  public var onWrite: ((String) -> Void)?

  /// An empty sink. More than `world.limits.outputBytes` between two takes ends the command.
  public init(world: World) { self.world = world }

  public func write(_ text: String) -> Bool {
    self.text += text
    if self.text.utf8.count > world.limits.outputBytes { world.exceed(.outputBytes) }
    onWrite?(text)
    return true
  }

  /// Takes what was collected.
  public func take() -> String {
    let taken = text
    text = ""
    return taken
  }

  public func open() {}
  public func close() {}
}

/// Writes into a file, as `>` and `>>` do.
public final class FileSink: OutputSink {
  private let world: World
  private let fileSystem: FileSystem
  private let path: String
  /// Set when a write failed.
  public private(set) var error: FileError?

  /// Opens the file for writing; it is emptied unless `appending`.
  public init(
    world: World, fileSystem: FileSystem, path: String, workingDirectory: String, appending: Bool
  ) throws(FileError) {
    self.world = world
    self.fileSystem = fileSystem
    self.path = try fileSystem.absolute(path, from: workingDirectory)
    try fileSystem.write("", to: self.path, appending: appending, now: world.now)
  }

  public func write(_ text: String) -> Bool {
    do throws(FileError) {
      try fileSystem.write(text, to: path, appending: true, now: world.now)
    } catch {
      self.error = error
    }
    return true
  }

  public func open() {}
  public func close() {}
}
