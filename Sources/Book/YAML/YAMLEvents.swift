internal import CYaml

/// A place in a YAML text.
public struct YAMLMark: Hashable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in Unicode scalars.
  public var column: Int

  /// A place given by its line and its column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// The events of a YAML text, one after the other, from the libyaml inside Yams.
///
/// Yams' own composer refuses a key that is written twice, which kubectl accepts, and follows the
/// nesting of a text by recursion. Reading events avoids both, and finds the bounds of a text
/// before its values are built. This is the one file that touches libyaml.
struct YAMLEvents: ~Copyable {
  /// One event.
  enum Event {
    case documentStart
    case documentEnd
    case streamEnd
    case alias(String)
    case scalar(YAMLScalar, anchor: String?)
    case sequenceStart(anchor: String?)
    case mappingStart(anchor: String?)
    case collectionEnd
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeMutableBufferPointer<UInt8>
  /// Where the last event starts.
  private(set) var start = YAMLMark(line: 1, column: 1)
  /// Where the last event ends.
  private(set) var end = YAMLMark(line: 1, column: 1)

  init(_ bytes: some Collection<UInt8>) {
    text = .allocate(capacity: max(1, bytes.count))
    _ = text.initialize(from: bytes)
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    text.deallocate()
  }

  /// The next event, or why there is none.
  mutating func next() -> Result<Event, YAMLProblem> {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { return .failure(problem()) }
    defer { yaml_event_delete(&event) }
    start = YAMLEvents.mark(event.start_mark)
    end = YAMLEvents.mark(event.end_mark)
    switch event.type {
    case YAML_STREAM_START_EVENT: return next()
    case YAML_DOCUMENT_START_EVENT: return .success(.documentStart)
    case YAML_DOCUMENT_END_EVENT: return .success(.documentEnd)
    case YAML_ALIAS_EVENT:
      return .success(.alias(YAMLEvents.string(event.data.alias.anchor) ?? ""))
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return .success(
        .scalar(
          YAMLScalar(
            text: String(decoding: bytes, as: UTF8.self),
            isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
            tag: YAMLEvents.string(scalar.tag)),
          anchor: YAMLEvents.string(scalar.anchor)))
    case YAML_SEQUENCE_START_EVENT:
      let anchor = YAMLEvents.string(event.data.sequence_start.anchor)
      return .success(.sequenceStart(anchor: anchor))
    case YAML_MAPPING_START_EVENT:
      let anchor = YAMLEvents.string(event.data.mapping_start.anchor)
      return .success(.mappingStart(anchor: anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .success(.collectionEnd)
    default: return .success(.streamEnd)
    }
  }

  private static func mark(_ mark: yaml_mark_t) -> YAMLMark {
    YAMLMark(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private static func string(_ text: UnsafeMutablePointer<UInt8>?) -> String? {
    text.map { String(cString: $0) }
  }

  /// libyaml's error. Go's library is a translation of libyaml with the same texts, but it gives
  /// the line of a parser's error counted from 0, of a scanner's error from 1, and none for the
  /// first line counted from 0.
  private func problem() -> YAMLProblem {
    let problem = parser.pointee.problem_mark
    let context = parser.pointee.context_mark
    var goLine = Int(problem.line)
    if goLine == 0 {
      goLine = Int(context.line)
    } else if parser.pointee.error == YAML_SCANNER_ERROR {
      goLine += 1
    }
    let message = parser.pointee.problem.map { String(cString: $0) }
    var mark = YAMLEvents.mark(problem)
    if parser.pointee.error == YAML_READER_ERROR { mark = lineOfReaderError() }
    return YAMLProblem(
      message: message ?? "unknown problem parsing YAML content", goLine: goLine, mark: mark)
  }

  private func lineOfReaderError() -> YAMLMark {
    let offset = min(Int(parser.pointee.problem_offset), text.count)
    let before = text[..<offset]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return YAMLMark(
      line: 1 + before.count { $0 == 0x0A },
      column: 1 + text[lineStart..<offset].count { $0 & 0xC0 != 0x80 })
  }
}
