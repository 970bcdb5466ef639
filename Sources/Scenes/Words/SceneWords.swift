/// Says in sentences what a scene shows, from the same boxes and links the picture is made of.
struct SceneWords {
  /// Lists longer than this are counted instead of told one by one.
  static let listLimit = 24

  let scene: Scene
  let tree: SceneTree
  private let language: SceneLanguage
  /// The links by the box they start from and by the box they lead to, in the scene's order.
  private var outgoing: [[Int]]
  private var incoming: [[Int]]

  init(_ scene: Scene, tree: SceneTree) {
    self.scene = scene
    self.tree = tree
    language = scene.language
    outgoing = Array(repeating: [], count: tree.boxes.count)
    incoming = outgoing
    for (number, link) in scene.links.enumerated() {
      guard let from = tree.index(of: link.from), let to = tree.index(of: link.to) else { continue }
      outgoing[from].append(number)
      incoming[to].append(number)
    }
  }

  var sentences: [String] {
    if tree.boxes.isEmpty { return [language.text(.nothing)] }
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
    let kind = language.name(of: box.kind)
    if noun && !box.label.mentions(kind) { remarks.append(kind) }
    for badge in box.badges where !badge.text.isEmpty { remarks.append(badge.text) }
    if !box.sublabel.isEmpty { remarks.append(box.sublabel) }
    remarks += box.details
    if let born = box.born {
      remarks.append(language.text(.created, [("time", SceneClock.text(born))]))
    }
    var text = remarks.joined(separator: ", ")
    if !box.cause.isEmpty { text += (text.isEmpty ? "" : "; ") + box.cause }
    var result = box.label
    if !text.isEmpty { result += " (" + text + ")" }
    let inside = tree.children[index]
    if !inside.isEmpty && !(tree.parents[index] == nil && box.kind.role == .card) {
      let things = phrases(for: inside, noun: true)
      result = language.text(.with, [("name", result), ("things", things)])
    }
    return result
  }

  /// Several boxes, told one by one or counted.
  func phrases(for indices: [Int], noun: Bool = false) -> String {
    if indices.count > Self.listLimit {
      return counted(indices.map { tree.boxes[$0] })
    }
    return language.list(
      indices.map { phrase(for: $0, noun: noun || tree.boxes[$0].kind.role != .waiting) })
  }

  private func counted(_ boxes: [SceneBox]) -> String {
    language.list(SceneCount.counts(of: boxes, in: language).map { $0.words(in: language) })
  }

  /// A thing with its kind: `Claim data-web-0`.
  private func named(_ kind: SceneKind, _ name: String) -> String {
    language.text(
      .named, [("kind", language.name(of: kind).capitalizedFirst), ("name", name)])
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
      var sentence = phrase(for: index)
      if !box.label.mentions(language.name(of: box.kind)) { sentence = named(box.kind, sentence) }
      let routes = outgoing[index].filter { scene.links[$0].kind == .routes }
      told.formUnion(routes)
      if routes.count > Self.listLimit {
        let targets = routes.compactMap { tree.index(of: scene.links[$0].to) }
        sentence = language.clause(
          .routes, from: sentence, to: counted(targets.map { tree.boxes[$0] }))
      } else if !routes.isEmpty {
        sentence = language.clause(
          .routes, from: sentence, to: language.list(routes.map { target(of: $0) }))
      } else if box.kind == .service || box.kind == .loadBalancer {
        sentence = language.text(.routesNowhere, [("from", sentence)])
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
        result.append(language.text(.emptyMachine, [("name", name)]))
      } else {
        result.append(name + ".")
      }
    }
    let more = cards.dropFirst(Self.listLimit)
    if !more.isEmpty {
      let things = more.flatMap { [$0] + tree.children[$0] }.map { tree.boxes[$0] }
      result.append(language.text(.besides, [("things", counted(things))]))
    }
    return result
  }

  private func waitingSentences() -> [String] {
    let waiting = roots(.waiting)
    if waiting.isEmpty { return [] }
    return [language.text(.withoutPlace, [("things", phrases(for: waiting))])]
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
      return [counted((claims + volumes).map { tree.boxes[$0] }) + "."]
    }
    var toldVolumes: Set<Int> = []
    for claim in claims {
      var sentence = named(.claim, phrase(for: claim))
      for number in outgoing[claim] where scene.links[number].kind == .binds {
        told.insert(number)
        guard let volume = tree.index(of: scene.links[number].to) else { continue }
        toldVolumes.insert(volume)
        sentence = language.clause(.binds, from: sentence, to: phrase(for: volume))
        for number in outgoing[volume] where scene.links[number].kind == .attached {
          told.insert(number)
          sentence = language.text(
            .boundAttached, [("claim", sentence), ("machine", target(of: number))])
        }
        if let parent = tree.parents[volume] {
          sentence = language.text(
            .boundOn, [("claim", sentence), ("machine", tree.boxes[parent].label)])
        }
      }
      let users = incoming[claim].filter { scene.links[$0].kind == .mounts }
      told.formUnion(users)
      if !users.isEmpty {
        let names = language.list(users.map { source(of: $0) })
        sentence = language.text(.mounted, [("claim", sentence), ("users", names)])
      }
      result.append(sentence + ".")
    }
    for volume in volumes where !toldVolumes.contains(volume) {
      result.append(named(.volume, phrase(for: volume)) + ".")
    }
    return result
  }

  private func linkSentences(told: Set<Int>) -> [String] {
    var result: [String] = []
    for (number, link) in scene.links.enumerated() where !told.contains(number) {
      guard tree.index(of: link.from) != nil, tree.index(of: link.to) != nil else { continue }
      if result.count == Self.listLimit {
        result.append(language.text(.moreLinks))
        break
      }
      result.append(
        language.clause(link.kind, from: source(of: number), to: target(of: number)) + ".")
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
    case .bad: remarks.append(language.text(.cutLine))
    default: remarks.append(language.text(link.state.word))
    }
    let name = tree.boxes[index].label
    return remarks.isEmpty ? name : name + " (" + remarks.joined(separator: ", ") + ")"
  }
}
