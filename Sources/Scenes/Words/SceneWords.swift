/// Says in sentences what a scene shows, from the same boxes and links the picture is made of.
struct SceneWords {
  /// Lists longer than this are counted instead of told one by one.
  static let listLimit = 24

  let scene: Scene
  let tree: SceneTree
  /// The links by the box they start from and by the box they lead to, in the scene's order.
  private var outgoing: [[Int]]
  private var incoming: [[Int]]

  init(_ scene: Scene, tree: SceneTree) {
    self.scene = scene
    self.tree = tree
    outgoing = Array(repeating: [], count: tree.boxes.count)
    incoming = outgoing
    for (number, link) in scene.links.enumerated() {
      guard let from = tree.index(of: link.from), let to = tree.index(of: link.to) else { continue }
      outgoing[from].append(number)
      incoming[to].append(number)
    }
  }

  var sentences: [String] {
    if tree.boxes.isEmpty { return ["Nothing is there."] }
    var told: Set<Int> = []
    var result: [String] = []
    result += frontSentences(told: &told)
    result += cardSentences()
    result += waitingSentences()
    result += claimSentences(told: &told)
    result += linkSentences(told: told)
    return result
  }

  /// A box with what is said about it: `web-2 (Pending; web-1 is not Ready)`.
  func phrase(for index: Int, noun: Bool = false) -> String {
    let box = tree.boxes[index]
    var remarks: [String] = []
    if noun && !box.label.mentions(box.kind.name) { remarks.append(box.kind.name) }
    for badge in box.badges where !badge.text.isEmpty { remarks.append(badge.text) }
    if !box.sublabel.isEmpty { remarks.append(box.sublabel) }
    remarks += box.details
    if let born = box.born { remarks.append("created at " + SceneClock.text(born)) }
    var text = Self.list(remarks, last: ", ")
    if !box.cause.isEmpty { text += (text.isEmpty ? "" : "; ") + box.cause }
    var result = box.label
    if !text.isEmpty { result += " (" + text + ")" }
    let inside = tree.children[index]
    if !inside.isEmpty && !(tree.parents[index] == nil && box.kind.role == .card) {
      result += " with " + phrases(for: inside, noun: true)
    }
    return result
  }

  /// Several boxes, told one by one or counted.
  func phrases(for indices: [Int], noun: Bool = false) -> String {
    if indices.count > Self.listLimit {
      return Self.list(SceneCount.counts(of: indices.map { tree.boxes[$0] }).map { $0.words })
    }
    return Self.list(
      indices.map { phrase(for: $0, noun: noun || tree.boxes[$0].kind.role != .waiting) })
  }

  private func roots(_ role: SceneRole) -> [Int] {
    tree.roots.filter { tree.boxes[$0].kind.role == role }
  }

  private func frontSentences(told: inout Set<Int>) -> [String] {
    var result: [String] = []
    let fronts = roots(.front)
    if fronts.count > Self.listLimit { return [phrases(for: fronts) + "."] }
    for index in fronts {
      let box = tree.boxes[index]
      var sentence = ""
      if !box.label.mentions(box.kind.name) { sentence = box.kind.name.capitalizedFirst + " " }
      sentence += phrase(for: index)
      let routes = outgoing[index].filter { scene.links[$0].kind == .routes }
      told.formUnion(routes)
      if routes.count > Self.listLimit {
        let targets = routes.compactMap { tree.index(of: scene.links[$0].to) }
        let counted = SceneCount.counts(of: targets.map { tree.boxes[$0] })
        sentence += " routes to " + Self.list(counted.map { $0.words })
      } else if !routes.isEmpty {
        sentence += " routes to " + Self.list(routes.map { target(of: $0) })
      } else if box.kind == .service || box.kind == .loadBalancer {
        sentence += " routes to nothing"
      }
      result.append(sentence + ".")
    }
    return result
  }

  private func cardSentences() -> [String] {
    let cards = roots(.card)
    var result: [String] = []
    for index in cards.prefix(Self.listLimit) {
      let inside = tree.children[index]
      let name = phrase(for: index, noun: !tree.boxes[index].kind.isMachine)
      if !inside.isEmpty {
        result.append(name + ": " + phrases(for: inside) + ".")
      } else if tree.boxes[index].kind.isMachine {
        result.append(name + ": nothing on it.")
      } else {
        result.append(name + ".")
      }
    }
    let more = cards.dropFirst(Self.listLimit)
    if !more.isEmpty {
      let things = more.flatMap { [$0] + tree.children[$0] }.map { tree.boxes[$0] }
      result.append("Besides: " + Self.list(SceneCount.counts(of: things).map { $0.words }) + ".")
    }
    return result
  }

  private func waitingSentences() -> [String] {
    let waiting = roots(.waiting)
    return waiting.isEmpty ? [] : ["Without a place: " + phrases(for: waiting) + "."]
  }

  private func claimSentences(told: inout Set<Int>) -> [String] {
    var result: [String] = []
    let claims = roots(.claim)
    let volumes = roots(.volume)
    if claims.count > Self.listLimit || volumes.count > Self.listLimit {
      for (number, link) in scene.links.enumerated()
      where link.kind == .binds || link.kind == .mounts || link.kind == .attached {
        told.insert(number)
      }
      let counts = SceneCount.counts(of: (claims + volumes).map { tree.boxes[$0] })
      return [Self.list(counts.map { $0.words }) + "."]
    }
    var toldVolumes: Set<Int> = []
    for claim in claims {
      var sentence = "Claim " + phrase(for: claim)
      for number in outgoing[claim] where scene.links[number].kind == .binds {
        told.insert(number)
        guard let volume = tree.index(of: scene.links[number].to) else { continue }
        toldVolumes.insert(volume)
        sentence += " is bound to " + phrase(for: volume)
        for number in outgoing[volume] where scene.links[number].kind == .attached {
          told.insert(number)
          sentence += ", attached to " + target(of: number)
        }
        if let parent = tree.parents[volume] { sentence += " on " + tree.boxes[parent].label }
      }
      let users = incoming[claim].filter { scene.links[$0].kind == .mounts }
      told.formUnion(users)
      if !users.isEmpty {
        sentence += ", mounted by " + Self.list(users.map { source(of: $0) })
      }
      result.append(sentence + ".")
    }
    for volume in volumes where !toldVolumes.contains(volume) {
      result.append("Volume " + phrase(for: volume) + ".")
    }
    return result
  }

  private func linkSentences(told: Set<Int>) -> [String] {
    var result: [String] = []
    for (number, link) in scene.links.enumerated() where !told.contains(number) {
      guard tree.index(of: link.from) != nil, tree.index(of: link.to) != nil else { continue }
      if result.count == Self.listLimit {
        result.append("And more links.")
        break
      }
      result.append(
        source(of: number) + " " + link.kind.phrase + " " + target(of: number) + ".")
    }
    return result
  }

  private func source(of number: Int) -> String {
    guard let index = tree.index(of: scene.links[number].from) else { return "" }
    return tree.boxes[index].label
  }

  /// The name of a link's end with what is said about the link.
  private func target(of number: Int) -> String {
    let link = scene.links[number]
    guard let index = tree.index(of: link.to) else { return "" }
    var remarks: [String] = link.label.isEmpty ? [] : [link.label]
    switch link.state {
    case .plain, .good: break
    case .bad: remarks.append("cut")
    default: remarks.append(link.state.word)
    }
    let name = tree.boxes[index].label
    return remarks.isEmpty ? name : name + " (" + Self.list(remarks, last: ", ") + ")"
  }

  /// Words in a row: `a, b and c`.
  static func list(_ words: [String], last: String = " and ") -> String {
    var text = ""
    for (position, word) in words.enumerated() {
      if position > 0 { text += position == words.count - 1 ? last : ", " }
      text += word
    }
    return text
  }
}
