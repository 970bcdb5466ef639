extension Diagnostic: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(severity.rawValue)
    writer.write(file)
    for number in [line, column, endLine, endColumn] { writer.write(number) }
    writer.write(summary)
    writer.write(explanation)
    writer.write(suggestion)
    writer.write(notes)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    guard let severity = Severity(rawValue: try reader.text()) else { throw StoredValueFault() }
    self.init(severity, file: try reader.text(), range: nil, "")
    line = try reader.int()
    column = try reader.int()
    endLine = try reader.int()
    endColumn = try reader.int()
    summary = try reader.text()
    explanation = try reader.optionalText()
    suggestion = try reader.optionalText()
    notes = try reader.values()
  }
}

extension Diagnostic.Note: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(text)
    writer.write(file)
    writer.write(line)
    writer.write(column)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    self.init(
      try reader.text(), file: try reader.text(), line: try reader.int(),
      column: try reader.int())
  }
}
