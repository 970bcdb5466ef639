extension Parser {
  /// Reads the bodies of the here-documents that the line before names.
  mutating func readPendingDocuments() throws(ShellSyntaxError) {
    while !pendingDocuments.isEmpty {
      let (document, offset) = pendingDocuments.removeFirst()
      try readBody(of: document, namedAt: offset)
    }
  }

  private mutating func readBody(
    of document: HereDocument, namedAt offset: Int
  ) throws(ShellSyntaxError) {
    let delimiter = Array(document.delimiter.utf8)
    var body: [UInt8] = []
    let firstLine = line(of: at)
    while at < end {
      var lineStart = at
      while at < end, bytes[at] != 10 { at += 1 }
      let lineEnd = at
      if at < end { at += 1 }
      if document.stripsTabs {
        while lineStart < lineEnd, bytes[lineStart] == 9 { lineStart += 1 }
      }
      if bytes[lineStart..<lineEnd].elementsEqual(delimiter) {
        try finish(document, body, firstLine: firstLine)
        return
      }
      body += bytes[lineStart..<lineEnd]
      body.append(10)
    }
    throw error(
      "here-document at line \(line(of: offset)) delimited by end-of-file "
        + "(wanted `\(document.delimiter)')", at: offset, isIncomplete: true)
  }

  private func finish(
    _ document: HereDocument, _ body: [UInt8], firstLine: Int
  ) throws(ShellSyntaxError) {
    let text = String(decoding: body, as: UTF8.self)
    if document.isLiteral {
      document.parts = [.quoted(text)]
      return
    }
    var parser = Parser(
      text, flavour: flavour, maximumDepth: maximumDepth, depth: depth, firstLine: firstLine)
    document.parts = try parser.readParts(.hereDocument)
  }
}
