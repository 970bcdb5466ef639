/// The lines that a container's main process wrote, with their times. It is the standard output;
/// ``errors`` is the other stream.
public final class ContainerLog: OutputSink {
  /// A line without its line feed.
  public struct Line: Hashable, Sendable {
    /// When its line feed was written.
    public let time: VirtualTime
    /// A part of what was written at once: lines that came together share their bytes.
    fileprivate let part: Substring
    /// Whether it was written to the standard error.
    public let isError: Bool

    /// The line as a text of its own.
    public var text: String { String(part) }
  }

  private let world: World
  /// The whole lines that are still kept, oldest first. What has no line feed yet is not among
  /// them.
  public private(set) var lines: [Line] = []
  /// How many lines were pushed out.
  private var pushedOut = 0
  /// Where the standard error goes.
  public private(set) var errors: any OutputSink = NullSink()
  /// What each stream holds after its last line feed.
  private var partial = ""
  private var partialErrors = ""
  private var bytes = 0
  private var followers: [() -> Void] = []
  /// Who is joined to the streams.
  private var listeners: [(number: Int, action: (_ text: String, _ isError: Bool) -> Void)] = []
  private var lastListener = 0
  /// Lines beyond this number, or these bytes, push the oldest ones out, as log rotation does.
  public static let capacity = 10_000
  /// The same limit in bytes: 1 MiB.
  public static let byteCapacity = 1 << 20

  /// The other stream of a log.
  private final class ErrorStream: OutputSink {
    unowned(unsafe) let log: ContainerLog

    init(_ log: ContainerLog) { self.log = log }

    func write(_ text: String) -> Bool { log.write(text, isError: true) }
    func open() {}
    func close() {}
  }

  /// A log without lines, whose times are those of `world`.
  public init(world: World) {
    self.world = world
    errors = ErrorStream(self)
  }

  public func write(_ text: String) -> Bool { write(text, isError: false) }

  private func write(_ text: String, isError: Bool) -> Bool {
    for listener in listeners { listener.action(text, isError) }
    var begun = isError ? partialErrors : partial
    var start = text.startIndex
    for offset in ContainerLog.lineFeeds(in: text) {
      let end = text.utf8.index(text.startIndex, offsetBy: offset)
      let part = begun.isEmpty ? text[start..<end] : (begun + text[start..<end])[...]
      begun = ""
      start = text.utf8.index(after: end)
      world.spend(World.lineCost)
      bytes += part.utf8.count
      lines.append(Line(time: world.now, part: part, isError: isError))
    }
    begun += text[start...]
    if isError { partialErrors = begun } else { partial = begun }
    if lines.count > ContainerLog.capacity + 1000 || bytes > 2 * ContainerLog.byteCapacity {
      var excess = max(0, lines.count - ContainerLog.capacity)
      bytes -= lines[..<excess].reduce(0) { $0 + $1.part.utf8.count }
      while bytes > ContainerLog.byteCapacity, excess < lines.count - 1 {
        bytes -= lines[excess].part.utf8.count
        excess += 1
      }
      lines.removeFirst(excess)
      pushedOut += excess
    }
    for follower in followers { world.soon(follower) }
    return true
  }

  /// Where the line feeds of a text stand, in bytes from its start.
  private static func lineFeeds(in text: String) -> [Int] {
    text.utf8.withContiguousStorageIfAvailable { lineFeeds(in: $0) }
      ?? lineFeeds(in: Array(text.utf8))
  }

  private static func lineFeeds(in bytes: some RandomAccessCollection<UInt8>) -> [Int] {
    var places: [Int] = []
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      places.append(offset)
    }
    return places
  }

  /// How many lines were ever written: those that were pushed out count, too.
  public var count: Int { pushedOut + lines.count }

  /// The lines that follow the first `number` ever written, as far as they were not pushed out.
  public func lines(after number: Int) -> ArraySlice<Line> {
    lines.dropFirst(max(0, number - pushedOut))
  }

  /// What was written after the last line feed of each stream.
  public var unfinished: [Line] {
    var result: [Line] = []
    if !partial.isEmpty {
      result.append(Line(time: world.now, part: partial[...], isError: false))
    }
    if !partialErrors.isEmpty {
      result.append(Line(time: world.now, part: partialErrors[...], isError: true))
    }
    return result
  }

  /// Calls `action` with each text as it is written, before it is a line, and whether it is an
  /// error, until ``part(_:)`` is given the number that this returns.
  public func join(_ action: @escaping (_ text: String, _ isError: Bool) -> Void) -> Int {
    lastListener += 1
    listeners.append((lastListener, action))
    return lastListener
  }

  /// Ends what ``join(_:)`` began.
  public func part(_ number: Int) { listeners.removeAll { $0.number == number } }

  /// Calls `action` after each write, until the world ends; the follower ignores it when done.
  public func follow(_ action: @escaping () -> Void) { followers.append(action) }

  public func open() {}
  public func close() {}
}
