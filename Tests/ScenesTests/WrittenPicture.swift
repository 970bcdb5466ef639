/// A picture read back from its SVG: enough of a parser to check what was written.
struct WrittenPicture {
  struct Element {
    let name: String
    let attributes: [String: String]
    /// The nearest `data-box` around it.
    let box: String?
  }

  private(set) var elements: [Element] = []
  /// The first thing that is not well-formed.
  private(set) var problem: String?

  init(_ text: String) {
    var open: [(name: String, box: String?)] = []
    var rest = text[...]
    while problem == nil, let start = rest.firstIndex(of: "<") {
      if rest[..<start].contains(">") { problem = "a stray >" }
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: ">") else {
        problem = "an open tag at the end"
        return
      }
      var tag = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if tag.first == "/" {
        if open.popLast()?.name != String(tag.dropFirst()) { problem = "</\(tag.dropFirst())>" }
        continue
      }
      let isClosed = tag.last == "/"
      if isClosed { tag = tag.dropLast() }
      let name = String(tag.prefix { $0 != " " })
      let attributes = Self.attributes(tag.dropFirst(name.count))
      let box = attributes["data-box"] ?? open.last?.box
      elements.append(Element(name: name, attributes: attributes, box: box))
      if !isClosed { open.append((name, box)) }
    }
    if problem == nil && !open.isEmpty { problem = "<\(open[0].name)> is never closed" }
  }

  private static func attributes(_ text: Substring) -> [String: String] {
    var result: [String: String] = [:]
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    var index = 0
    while index + 1 < parts.count {
      let name = parts[index].drop { $0 == " " }.dropLast()
      result[String(name)] = String(parts[index + 1])
      index += 2
    }
    return result
  }

  /// Where the outline of each box begins: its tag and all its measures.
  var places: [String: String] {
    var places: [String: String] = [:]
    for element in elements where element.attributes["class"] == "shape" {
      guard let box = element.box else { continue }
      let numbers = ["x", "y", "width", "height", "d"].map { element.attributes[$0] ?? "-" }
      places[box] = numbers.joined(separator: " ")
    }
    return places
  }

  var width: Int { size[2] }
  var height: Int { size[3] }

  private var size: [Int] {
    let drawing = elements.first { $0.name == "svg" }
    let numbers = (drawing?.attributes["viewBox"] ?? "").split(separator: " ").map { Int($0) ?? -1 }
    return numbers.count == 4 ? numbers : [-1, -1, -1, -1]
  }
}
