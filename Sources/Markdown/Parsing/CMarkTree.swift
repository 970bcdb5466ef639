internal import CCmark

/// A tree of libcmark that is freed with its owner: the one place where C is touched.
///
/// Everything here walks with a loop, never by recursion, because a text decides how deep its
/// tree is; on creation the tree is cut at `Document.maximumDepth`.
struct CMarkTree: ~Copyable {
  private let root: Node
  /// Where something nested too deeply was cut away, as lines and columns of the text.
  let cuts: [(line: Int, column: Int)]

  /// A node of the tree; it lives as long as the tree.
  typealias Node = OpaquePointer

  /// Parses lines of a file.
  init(_ lines: SourceLines) {
    root = CMarkTree.parse(lines)
    cuts = CMarkTree.cutBelowMaximumDepth(root)
  }

  deinit { cmark_node_free(root) }

  private static func parse(_ lines: SourceLines) -> Node {
    let bytes = lines.source.bytes
    if lines.isContiguous {
      let start = lines.starts.first ?? bytes.count
      return bytes.withUnsafeBufferPointer { parse(UnsafeBufferPointer(rebasing: $0[start...])) }
    }
    var feed: [UInt8] = []
    for (index, start) in lines.starts.enumerated() {
      let end = lines.source.contentOffsets(ofLine: lines.firstLine + index).upperBound
      feed.append(contentsOf: bytes[start..<max(start, end)])
      feed.append(0x0A)
    }
    return feed.withUnsafeBufferPointer { parse($0) }
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Node {
    let text = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
    guard let text, let root = cmark_parse_document(text, bytes.count, CMARK_OPT_DEFAULT) else {
      return cmark_parse_document("", 0, CMARK_OPT_DEFAULT)
    }
    return root
  }

  /// Frees what is nested deeper than allowed: blocks counted from the document, inline markup
  /// from its block.
  private static func cutBelowMaximumDepth(_ root: Node) -> [(line: Int, column: Int)] {
    var cuts: [(line: Int, column: Int)] = []
    cut(below: root, intoLeafBlocks: false, &cuts)
    return cuts
  }

  private static func cut(
    below root: Node, intoLeafBlocks: Bool, _ cuts: inout [(line: Int, column: Int)]
  ) {
    var depth = 0
    var node = root
    while true {
      if let child = cmark_node_first_child(node) {
        if !intoLeafBlocks, isLeafBlock(node) {
          cut(below: node, intoLeafBlocks: true, &cuts)
        } else if depth < Document.maximumDepth {
          depth += 1
          node = child
          continue
        } else {
          cuts.append(place(of: node))
          while let child = cmark_node_first_child(node) { cmark_node_free(child) }
        }
      }
      while node != root, cmark_node_next(node) == nil {
        guard let parent = cmark_node_parent(node) else { return }
        node = parent
        depth -= 1
      }
      guard node != root, let next = cmark_node_next(node) else { return }
      node = next
    }
  }

  private static func place(of node: Node) -> (line: Int, column: Int) {
    var node = node
    while cmark_node_get_start_line(node) == 0, let parent = cmark_node_parent(node) {
      node = parent
    }
    return (Int(cmark_node_get_start_line(node)), Int(cmark_node_get_start_column(node)))
  }

  private static func isLeafBlock(_ node: Node) -> Bool {
    let type = cmark_node_get_type(node)
    return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING
  }
}

// MARK: - Events

extension CMarkTree {
  /// What a node is, with the text that belongs to it.
  enum Element {
    case document
    case blockQuote
    case list(start: Int?, isTight: Bool)
    case item
    case code(String)
    case htmlBlock(String)
    case paragraph
    case heading(level: Int)
    case thematicBreak
    case text(String)
    case softBreak
    case lineBreak
    case inlineCode(String)
    case inlineHTML(String)
    case emphasis
    case strong
    case link(destination: String, title: String)
    case image(destination: String, title: String)
  }

  /// Where libcmark says that a node stands; lines and columns from 1, the end included.
  struct Place {
    var startLine: Int
    var startColumn: Int
    var endLine: Int
    var endColumn: Int
    /// For a code block, the line on which the next block starts; 0 when there is none.
    var nextBlockLine = 0
  }

  /// Visits the tree in order: `enter` for each node, `leave` for each node that has children or
  /// could have some.
  func walk(enter: (Element, Place) -> Void, leave: () -> Void) {
    var node = root
    while true {
      let element = CMarkTree.element(node)
      var place = Place(
        startLine: Int(cmark_node_get_start_line(node)),
        startColumn: Int(cmark_node_get_start_column(node)),
        endLine: Int(cmark_node_get_end_line(node)),
        endColumn: Int(cmark_node_get_end_column(node)))
      if case .code = element { place.nextBlockLine = CMarkTree.nextBlockLine(behind: node) }
      enter(element, place)
      if let child = cmark_node_first_child(node) {
        node = child
        continue
      }
      if element.isContainer { leave() }
      while node != root, cmark_node_next(node) == nil {
        guard let parent = cmark_node_parent(node) else { return }
        node = parent
        leave()
      }
      guard node != root, let next = cmark_node_next(node) else { return }
      node = next
    }
  }

  private static func nextBlockLine(behind node: Node) -> Int {
    var node = node
    while true {
      if let next = cmark_node_next(node) { return Int(cmark_node_get_start_line(next)) }
      guard let parent = cmark_node_parent(node) else { return 0 }
      node = parent
    }
  }

  private static func element(_ node: Node) -> Element {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST:
      .list(
        start: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
          ? Int(cmark_node_get_list_start(node)) : nil,
        isTight: cmark_node_get_list_tight(node) != 0)
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .code(string(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_BLOCK: .htmlBlock(string(cmark_node_get_literal(node)))
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_TEXT: .text(string(cmark_node_get_literal(node)))
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .inlineCode(string(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_INLINE: .inlineHTML(string(cmark_node_get_literal(node)))
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK:
      .link(
        destination: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    case CMARK_NODE_IMAGE:
      .image(
        destination: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    default: .paragraph
    }
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}

extension CMarkTree.Element {
  /// Whether a `leave` follows.
  fileprivate var isContainer: Bool {
    switch self {
    case .code, .htmlBlock, .thematicBreak, .text, .softBreak, .lineBreak, .inlineCode,
      .inlineHTML:
      false
    default: true
    }
  }
}

// MARK: - HTML

extension CMarkTree {
  /// Puts HTML in place of code blocks; `html` is asked with the line and column of each.
  func replaceCodeBlocks(with html: (_ line: Int, _ column: Int) -> String?) {
    for node in nodes(of: CMARK_NODE_CODE_BLOCK) {
      let line = Int(cmark_node_get_start_line(node))
      guard let html = html(line, Int(cmark_node_get_start_column(node))),
        let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK)
      else { continue }
      cmark_node_set_on_enter(block, CMarkTree.withoutNUL(html))
      cmark_node_replace(node, block)
      cmark_node_free(node)
    }
  }

  /// Puts the given start and end tags around the content of each heading, in order.
  func replaceHeadings(with tags: (_ level: Int) -> (start: String, end: String)) {
    for node in nodes(of: CMARK_NODE_HEADING) {
      guard let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { continue }
      let (start, end) = tags(Int(cmark_node_get_heading_level(node)))
      cmark_node_set_on_enter(block, CMarkTree.withoutNUL(start))
      cmark_node_set_on_exit(block, CMarkTree.withoutNUL(end))
      while let child = cmark_node_first_child(node) { cmark_node_append_child(block, child) }
      cmark_node_replace(node, block)
      cmark_node_free(node)
    }
  }

  /// Puts other start tags before the content of links.
  func replaceLinks(with start: (String) -> String?) {
    for node in nodes(of: CMARK_NODE_LINK) {
      guard let tag = start(CMarkTree.string(cmark_node_get_url(node))),
        let inline = cmark_node_new(CMARK_NODE_CUSTOM_INLINE)
      else { continue }
      cmark_node_set_on_enter(inline, CMarkTree.withoutNUL(tag))
      cmark_node_set_on_exit(inline, "</a>")
      while let child = cmark_node_first_child(node) { cmark_node_append_child(inline, child) }
      cmark_node_replace(node, inline)
      cmark_node_free(node)
    }
  }

  /// Lets links and images point elsewhere.
  func replaceDestinations(with destination: (String, Bool) -> String?) {
    for (type, isImage) in [(CMARK_NODE_LINK, false), (CMARK_NODE_IMAGE, true)] {
      for node in nodes(of: type) {
        let old = CMarkTree.string(cmark_node_get_url(node))
        if let new = destination(old, isImage) {
          cmark_node_set_url(node, CMarkTree.withoutNUL(new))
        }
      }
    }
  }

  /// The tree as HTML in libcmark's safe mode.
  func html() -> String {
    guard let text = cmark_render_html(root, CMARK_OPT_DEFAULT) else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return String(cString: text)
  }

  private func nodes(of type: cmark_node_type) -> [Node] {
    guard let iterator = cmark_iter_new(root) else { return [] }
    defer { cmark_iter_free(iterator) }
    var found: [Node] = []
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return found }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator),
        cmark_node_get_type(node) == type
      {
        found.append(node)
      }
    }
  }

  /// A C string ends at its first NUL: replace it as CommonMark does.
  private static func withoutNUL(_ text: String) -> String {
    guard text.utf8.contains(0) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
  }
}
