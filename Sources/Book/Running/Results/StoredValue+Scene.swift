import Scenes

extension Scene: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(title)
    writer.write(boxes)
    writer.write(links)
    writer.write(legend)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    self.init(
      title: try reader.text(), boxes: try reader.values(), links: try reader.values(),
      legend: try reader.values())
  }
}

extension SceneBox: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(kind.name)
    writer.write(label)
    writer.write(sublabel)
    writer.write(badges)
    writer.write(UInt64(details.count))
    for detail in details { writer.write(detail) }
    writer.write(parent)
    writer.write(machine)
    writer.write(cause)
    writer.write(born != nil)
    if let born { writer.write(born) }
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    let id = try reader.text()
    let kind = SceneKind(try reader.text())
    let label = try reader.text()
    let sublabel = try reader.text()
    let badges: [SceneBadge] = try reader.values()
    var details: [String] = []
    for _ in 0..<(try reader.unsigned()) { details.append(try reader.text()) }
    self.init(
      id: id, kind: kind, label: label, sublabel: sublabel, badges: badges, details: details,
      parent: try reader.optionalText(), machine: try reader.text(), cause: try reader.text(),
      born: try reader.bool() ? try reader.signed() : nil)
  }
}

extension SceneBadge: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(text)
    writer.write(state.rawValue)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    self.init(try reader.text(), try SceneState(from: &reader))
  }
}

extension SceneState {
  init(from reader: inout ByteReader) throws(StoredValueFault) {
    guard let state = SceneState(rawValue: try reader.text()) else { throw StoredValueFault() }
    self = state
  }
}

extension SceneLink: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(from)
    writer.write(to)
    writer.write(kind.name)
    writer.write(label)
    writer.write(state.rawValue)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    self.init(
      from: try reader.text(), to: try reader.text(), kind: SceneLinkKind(try reader.text()),
      label: try reader.text(), state: try SceneState(from: &reader))
  }
}

extension SceneLegendEntry: StoredValue {
  func write(to writer: inout ByteWriter) {
    switch sample {
    case .state(let state):
      writer.write(true)
      writer.write(state.rawValue)
    case .link(let kind):
      writer.write(false)
      writer.write(kind.name)
    }
    writer.write(text)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    let sample: Sample =
      try reader.bool()
      ? .state(try SceneState(from: &reader)) : .link(SceneLinkKind(try reader.text()))
    self.init(sample, try reader.text())
  }
}
