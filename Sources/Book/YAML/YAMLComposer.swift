import Values

/// Builds the value of a document from its events, with an explicit stack and counting as it goes.
struct YAMLComposer: ~Copyable {
  private var events: YAMLEvents
  private var frames: [Frame] = []
  private var anchors: [String: Anchored] = [:]
  private var openAnchors: Set<String> = []
  private var valueCount = 0

  /// A value under an anchor, with what it costs to stand for it again.
  private struct Anchored {
    var node: YAMLNode
    var values: Int
    var height: Int
  }

  /// A sequence or mapping that is being read.
  private struct Frame {
    var isMapping: Bool
    var anchor: String?
    var mark: YAMLMark
    var end: YAMLMark
    var items: [YAMLNode] = []
    var members: [YAMLNode.Member] = []
    var key: YAMLNode.Member?
    var values = 1
    var height = 1
  }

  init(_ text: some Collection<UInt8>) {
    events = YAMLEvents(text)
  }

  /// The first document.
  mutating func document() -> Result<YAMLNode?, YAMLProblem> {
    do throws(YAMLProblem) {
      while true {
        switch try events.next().get() {
        case .streamEnd, .documentEnd: return .success(nil)
        case .documentStart: continue
        case .alias(let name): try addAlias(name)
        case .scalar(let scalar, let anchor):
          if let root = try add(scalar, anchor) { return try finish(root) }
        case .sequenceStart(let anchor): try open(isMapping: false, anchor)
        case .mappingStart(let anchor): try open(isMapping: true, anchor)
        case .collectionEnd:
          if let root = try close() { return try finish(root) }
        }
      }
    } catch {
      return .failure(error)
    }
  }

  /// Reads to the document's end, so that an error behind the root is found.
  private mutating func finish(_ root: YAMLNode) throws(YAMLProblem) -> Result<
    YAMLNode?, YAMLProblem
  > {
    _ = try events.next().get()
    return .success(root)
  }

  private func problem(_ message: String, goLine: Int = 0) -> YAMLProblem {
    YAMLProblem(message: message, goLine: goLine, mark: events.start)
  }

  private mutating func count(_ values: Int, hasAlias: Bool) throws(YAMLProblem) {
    valueCount += values
    guard valueCount > BoundedYAML.maximumValues else { return }
    throw problem(
      hasAlias || !anchors.isEmpty
        ? "document contains excessive aliasing"
        : "document has more than \(BoundedYAML.maximumValues) values")
  }

  private mutating func open(isMapping: Bool, _ anchor: String?) throws(YAMLProblem) {
    guard frames.count < BoundedYAML.maximumDepth else {
      throw problem(
        "exceeded max depth of \(BoundedYAML.maximumDepth)", goLine: events.start.line)
    }
    try refuseCollectionKey()
    try count(1, hasAlias: false)
    if let anchor {
      openAnchors.insert(anchor)
      anchors[anchor] = nil
    }
    frames.append(
      Frame(isMapping: isMapping, anchor: anchor, mark: events.start, end: events.end))
  }

  private func refuseCollectionKey() throws(YAMLProblem) {
    if let frame = frames.last, frame.isMapping, frame.key == nil {
      throw problem("invalid map key", goLine: events.start.line)
    }
  }

  private mutating func addAlias(_ name: String) throws(YAMLProblem) {
    guard let anchored = anchors[name] else {
      throw problem(
        openAnchors.contains(name)
          ? "anchor '\(name)' value contains itself" : "unknown anchor '\(name)' referenced")
    }
    try count(anchored.values, hasAlias: true)
    guard frames.count + anchored.height <= BoundedYAML.maximumDepth + 1 else {
      throw problem("exceeded max depth of \(BoundedYAML.maximumDepth)")
    }
    if let frame = frames.last, frame.isMapping, frame.key == nil {
      guard let value = anchored.node.scalar else {
        try refuseCollectionKey()
        return
      }
      try setKey(value, isMerge: false)
      return
    }
    var node = anchored.node
    node.mark = events.start
    node.end = events.end
    _ = try add(node, values: anchored.values, height: anchored.height)
  }

  private mutating func add(
    _ scalar: YAMLScalar, _ anchor: String?
  ) throws(YAMLProblem) -> YAMLNode? {
    try count(1, hasAlias: false)
    let value: JSON
    switch scalar.value {
    case .success(let result): value = result
    case .failure(let error):
      throw problem(error.message)
    }
    let node = YAMLNode(content: .scalar(value), mark: events.start, end: events.end)
    if let anchor { anchors[anchor] = Anchored(node: node, values: 1, height: 0) }
    if let frame = frames.last, frame.isMapping, frame.key == nil {
      try setKey(value, isMerge: scalar.isMergeKey)
      return nil
    }
    return try add(node, values: 1, height: 0)
  }

  private mutating func setKey(_ value: JSON, isMerge: Bool) throws(YAMLProblem) {
    let key: String
    switch value {
    case .string(let text): key = text
    case .integer(let number): key = String(number)
    case .bool(let flag): key = flag ? "true" : "false"
    case .number(let number): key = JSON.text(of: number)
    default: throw problem("Unsupported map key of type: invalid, key: <nil>")
    }
    frames[frames.count - 1].key = YAMLNode.Member(
      key: key, mark: events.start, end: events.end,
      value: YAMLNode(content: .scalar(.null), mark: events.start, end: events.end),
      isMerge: isMerge)
  }

  /// Puts a value where it belongs; gives it back when it is the document's root.
  private mutating func add(
    _ node: YAMLNode, values: Int, height: Int
  ) throws(YAMLProblem) -> YAMLNode? {
    guard !frames.isEmpty else { return node }
    let last = frames.count - 1
    frames[last].values += values
    frames[last].height = max(frames[last].height, height + 1)
    if !frames[last].isMapping {
      frames[last].items.append(node)
    } else if var member = frames[last].key {
      frames[last].key = nil
      member.value = node
      frames[last].members.append(member)
    }
    return nil
  }

  private mutating func close() throws(YAMLProblem) -> YAMLNode? {
    guard let frame = frames.popLast() else { return nil }
    let content: YAMLNode.Content =
      frame.isMapping ? .mapping(try merged(frame.members)) : .sequence(frame.items)
    let node = YAMLNode(content: content, mark: frame.mark, end: frame.end)
    if let anchor = frame.anchor {
      openAnchors.remove(anchor)
      anchors[anchor] = Anchored(node: node, values: frame.values, height: frame.height)
    }
    return try add(node, values: frame.values, height: frame.height)
  }

  /// The members with those of the mappings behind `<<`, whose keys count less than own ones.
  private mutating func merged(
    _ members: [YAMLNode.Member]
  ) throws(YAMLProblem) -> [YAMLNode.Member] {
    guard members.contains(where: \.isMerge) else { return members }
    var result = members.filter { !$0.isMerge }
    var keys = Set(result.map(\.key))
    for member in members where member.isMerge {
      let sources = member.value.items ?? [member.value]
      for source in sources {
        guard let added = source.members else {
          throw YAMLProblem(
            message: "map merge requires map or sequence of maps as the value", goLine: 0,
            mark: member.mark)
        }
        for new in added where keys.insert(new.key).inserted { result.append(new) }
      }
    }
    return result
  }
}
