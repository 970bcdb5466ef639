import Scenes
import Testing

@Suite struct ScenePictureTests {
  private func picture(_ scene: Scene, _ frame: SceneFrame? = nil) -> WrittenPicture {
    WrittenPicture(scene.picture(prefix: "p", frame: frame).html)
  }

  @Test func smallSceneIsDrawnAsReviewed() {
    var scene = Scene(
      title: "One pod",
      boxes: [
        SceneSamples.node(1), SceneSamples.pod("web-0", on: 1),
        SceneSamples.claim("data-web-0"), SceneSamples.volume("pvc-0"),
      ],
      links: [
        SceneLink(from: "pod/web-0", to: "claim/data-web-0", kind: .mounts),
        SceneLink(from: "claim/data-web-0", to: "volume/pvc-0", kind: .binds),
      ])
    scene.legend = [SceneLegendEntry(.state(.good), "working")]
    let lines = scene.picture(prefix: "one").html.split(separator: "><").joined(separator: ">\n<")
    #expect(lines == GoldenPicture.onePod)
  }

  @Test func aRemoteVolumeSaysWhatItIsAttachedTo() {
    var scene = SceneSamples.statefulSet(pods: 1, nodes: 2)
    let frame = SceneFrame(of: [scene])
    let html = scene.picture(prefix: "p", frame: frame).html
    #expect(html.contains(">attached to node-1</text>"))
    #expect(!html.contains("link-attached"))
    let link = SceneLink(from: "volume/pvc-0", to: "node/node-1", kind: .attached)
    #expect(scene.links.contains(link))
    scene.links.removeAll { $0 == link }
    #expect(!scene.picture(prefix: "p", frame: frame).html.contains("attached to"))
  }

  @Test func linesOfDifferentKindsMeetABoxAtDifferentHeights() {
    var scene = SceneSamples.statefulSet(pods: 2, nodes: 2)
    for kind: SceneLinkKind in [.follows, "asks", "joins"] {
      scene.links.append(SceneLink(from: "pod/web-1", to: "pod/web-0", kind: kind))
    }
    let picture = picture(scene)
    func heights(_ from: String, _ to: String, _ kind: String = "link ") -> [Int] {
      let lines = picture.elements.drop {
        $0.attributes["data-from"] != from || $0.attributes["data-to"] != to
          || $0.attributes["class"]?.contains(kind) != true
      }
      let line = lines.first { $0.attributes["class"] == "line" }
      let numbers = line?.attributes["d"]?.split { $0 == " " || $0.isLetter }.compactMap { Int($0) }
      return [numbers?.dropFirst().first, numbers?.last].compactMap { $0 }
    }
    let service = heights("service/web", "pod/web-0")
    let follower = heights("pod/web-1", "pod/web-0", "link-follows")
    let asker = heights("pod/web-1", "pod/web-0", "link-asks")
    let joiner = heights("pod/web-1", "pod/web-0", "link-joins")
    let claim = heights("pod/web-0", "claim/data-web-0")
    #expect([service.count, follower.count, claim.count] == [2, 2, 2])
    let ends = [service.last, follower.last, asker.last, joiner.last, claim.first]
    #expect(Set(ends).count == 5)
  }

  @Test(
    arguments: [0, 1, 3, 12, 24, 25, 60, 299, 300, 1_000, 5_000], [1, 2, 3, 4, 7])
  func anyNumberOfPodsGivesAPictureOfBoundedSize(pods: Int, nodes: Int) {
    let html = SceneSamples.statefulSet(pods: pods, nodes: nodes).picture(prefix: "p").html
    let picture = WrittenPicture(html)
    #expect(picture.problem == nil)
    #expect(picture.width == 420)
    #expect(picture.height > 60)
    #expect(picture.height < 2_600)
    #expect(html.utf8.count < 400_000)
  }

  @Test(arguments: [0, 1, 25, 200])
  func anyNumberOfNodesGivesAPictureOfBoundedSize(nodes: Int) {
    var scene = Scene(title: "Nodes")
    for number in 0..<nodes { scene.boxes.append(SceneSamples.node(number)) }
    let picture = picture(scene)
    #expect(picture.problem == nil)
    #expect(picture.height < 1_000)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 8, 13, 40])
  func nothingLeavesThePictureAndThingsOnOneCardDoNotOverlap(pods: Int) {
    for nodes in 1...5 {
      let picture = picture(SceneSamples.statefulSet(pods: pods, nodes: nodes))
      var taken: [(x: Int, y: Int, maxX: Int, maxY: Int)] = []
      for element in picture.elements where element.name == "rect" {
        guard element.attributes["class"] == "shape", let box = element.box else { continue }
        let numbers = ["x", "y", "width", "height"].map { Int(element.attributes[$0] ?? "") ?? -1 }
        let place = (numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3])
        #expect(place.0 >= 0 && place.1 >= 0 && place.2 <= 420 && place.3 <= picture.height)
        if box.hasPrefix("pod/") {
          for other in taken {
            let isApart =
              other.maxX <= place.0 || place.2 <= other.x || other.maxY <= place.1
              || place.3 <= other.y
            #expect(isApart)
          }
          taken.append((place.0, place.1, place.2, place.3))
        }
      }
      #expect(taken.count == pods)
    }
  }

  @Test func manyPodsBecomeCellsAndVeryManyAreCounted() {
    func html(_ pods: Int) -> String {
      SceneSamples.statefulSet(pods: pods).picture(prefix: "p").html
    }
    #expect(!html(24).contains("class=\"box cell"))
    #expect(html(60).contains("class=\"box cell kind-pod state-good\""))
    #expect(html(60).contains(">20 Running<"))
    #expect(html(60).contains(">60 claims Bound<"))
    #expect(!html(300).contains("kind-pod"))
    #expect(html(300).contains(">100 Running<"))
  }

  @Test func statesDifferInMarkAndWordsAndNotOnlyInColour() {
    var marks: [String] = []
    for state in SceneState.allCases where state != .plain {
      let scene = Scene(
        title: "", boxes: [SceneSamples.pod("web-0", on: nil, SceneBadge("word", state))],
        legend: [SceneLegendEntry(.link(.routes), "")])
      let html = scene.picture(prefix: "p").html
      #expect(html.contains("state-" + state.rawValue))
      #expect(html.contains(">word · "))
      let parts = html.split(separator: "<g class=\"mark state-")
      marks.append(String(parts[1].drop { $0 != "<" }.prefix { $0 != "g" }))
    }
    #expect(Set(marks).count == marks.count)
  }

  @Test func hostileNamesAreHarmless() {
    let name = "\"><script>alert('x')</script>\u{0}" + String(repeating: "long-", count: 300)
    var scene = Scene(title: name, boxes: [], links: [])
    for kind in ["node", "pod", "claim", "volume", "service", "\"><b>", "", "ünïcode"] {
      scene.boxes.append(
        SceneBox(
          id: kind + name, kind: SceneKind(kind), label: name, sublabel: name,
          badges: [SceneBadge(name, .bad)], details: [name], cause: name))
    }
    scene.links = [
      SceneLink(from: "pod" + name, to: "claim" + name, kind: SceneLinkKind(name), label: name)
    ]
    let html = scene.figure(prefix: "p").html
    let picture = WrittenPicture(html)
    #expect(picture.problem == nil)
    #expect(!html.contains("<script"))
    #expect(!html.contains("<b>"))
    #expect(picture.width == 420)
    #expect(picture.height < 1_000)
  }

  @Test func drawingHasNoStylesAndItsIdsBeginWithThePrefix() {
    for scene in [SceneSamples.statefulSet(), SceneSamples.statefulSet(pods: 60)] {
      for element in WrittenPicture(scene.figure(prefix: "web-3").html).elements {
        #expect(element.attributes["style"] == nil)
        if let id = element.attributes["id"] { #expect(id.hasPrefix("web-3")) }
        #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
      }
    }
  }

  @Test func whatRunsInAPodIsToldInFull() {
    let server = SceneBox(
      id: "db", kind: .database, label: "server 100", sublabel: "sessions: copied to shops",
      badges: [SceneBadge("takes writes", .good), SceneBadge("read only")],
      details: ["log: mysql-0-bin.000002 1376", "shop.orders: 3 rows"], parent: "pod/mysql-0")
    let scene = Scene(
      title: "",
      boxes: [1, 2, 3].map { SceneSamples.node($0) } + [
        SceneSamples.pod("mysql-0", on: 1), server,
      ])
    let html = scene.picture(prefix: "p").html
    #expect(!html.contains("…"))
    for words in ["server 100", "takes writes", "read only", "bin.000002"] {
      #expect(html.contains(words))
    }
  }

  @Test func aPodSaysItsAge() {
    var pod = SceneSamples.pod("web-0", on: 1)
    pod.born = 5_000
    let scene = Scene(title: "", boxes: [SceneSamples.node(1), pod])
    let frame = SceneFrame(of: [scene])
    let html = scene.picture(prefix: "p", frame: frame, age: { "\(12_000 - $0) ms" }).html
    #expect(html.contains(">age <tspan class=\"age\" data-born=\"5000\">7000 ms</tspan>"))
    #expect(html.contains("created at 0:05"))
    // What a player exchanges is the same whatever the time is.
    let parts = scene.layers(in: frame).flatMap(\.parts).map(\.markup.html).joined()
    #expect(parts.contains("data-born=\"5000\"></tspan>"))
  }

  @Test func noLineRunsBehindABoxThatItIsNotOf() throws {
    let names = ["a", "b", "c", "d", "e", "f"]
    var boxes = [SceneBox(id: "host", kind: .host, label: "host")]
    boxes += names.map { SceneBox(id: $0, kind: .container, label: $0, parent: "host") }
    for from in names {
      for to in names where to != from {
        let link = SceneLink(from: from, to: to, kind: .routes)
        let picture = WrittenPicture(
          Scene(title: "", boxes: boxes, links: [link]).picture(prefix: "p").html)
        let line = try #require(picture.elements.first { $0.attributes["class"] == "line" })
        let numbers = (line.attributes["d"] ?? "").split { "MLQHVC, ".contains($0) }
          .compactMap { Int($0) }
        #expect(numbers.count % 2 == 0)
        let points = stride(from: 0, to: numbers.count, by: 2).map {
          (numbers[$0], numbers[$0 + 1])
        }
        for name in names where name != from && name != to {
          let place = try #require(picture.places[name]).split(separator: " ").prefix(4)
            .compactMap { Int($0) }
          try #require(place.count == 4)
          for (first, second) in zip(points, points.dropFirst()) {
            let isBeside =
              max(first.0, second.0) <= place[0] || min(first.0, second.0) >= place[0] + place[2]
              || max(first.1, second.1) <= place[1] || min(first.1, second.1) >= place[1] + place[3]
            #expect(isBeside, "\(from) to \(to) behind \(name): \(points)")
          }
        }
      }
    }
  }

  @Test func titleAndDescriptionAreTheTextAlternative() {
    let scene = SceneSamples.statefulSet()
    let html = scene.picture(prefix: "p").html
    #expect(html.contains("role=\"img\" aria-labelledby=\"p-title p-text\""))
    #expect(html.contains("<title id=\"p-title\">The pods of web</title>"))
    #expect(html.contains("<desc id=\"p-text\">" + scene.alternative + "</desc>"))
  }

  @Test func longNameIsShortenedInTheMiddleAndWholeInTheTitle() {
    let name = "shop-86f7f75d94-x7k2p-with-a-long-name"
    let html = Scene(
      title: "", boxes: (1...3).map { SceneSamples.node($0) } + [SceneSamples.pod(name, on: 1)]
    ).picture(prefix: "p").html
    #expect(html.contains("<title>" + name + " (pod, Running, 1/1)</title>"))
    #expect(html.contains(">shop-8…g-name</text>"))
  }

  @Test func longStatusIsBrokenInsideTheName() {
    let html = Scene(
      title: "",
      boxes: (1...3).map { SceneSamples.node($0) } + [
        SceneSamples.pod("web-0", on: 1, SceneBadge("CrashLoopBackOff", .bad))
      ]
    ).picture(prefix: "p").html
    #expect(html.contains(">CrashLoop</text>"))
    #expect(html.contains(">BackOff</text>"))
  }

  @Test func brokenNestingAndLinksLoseNothing() {
    let boxes = [
      SceneBox(id: "a", kind: "thing", label: "a", parent: "b"),
      SceneBox(id: "b", kind: "thing", label: "b", parent: "a"),
      SceneBox(id: "c", kind: "thing", label: "c", parent: "c"),
      SceneBox(id: "d", kind: "thing", label: "d", parent: "missing"),
      SceneBox(id: "d", kind: "thing", label: "second d"),
    ]
    let links = [
      SceneLink(from: "a", to: "missing", kind: .routes), SceneLink(from: "a", to: "a", kind: "x"),
      SceneLink(from: "a", to: "b", kind: .follows), SceneLink(from: "a", to: "b", kind: .follows),
    ]
    let html = Scene(title: "", boxes: boxes, links: links).picture(prefix: "p").html
    let picture = WrittenPicture(html)
    #expect(picture.problem == nil)
    #expect(Set(picture.places.keys) == ["a", "b", "c", "d"])
    #expect(!html.contains("second d"))
  }

  @Test func deepNestingEnds() {
    let boxes = (0..<2_000).map {
      SceneBox(id: "\($0)", kind: "thing", label: "\($0)", parent: $0 == 0 ? nil : "\($0 - 1)")
    }
    let picture = picture(Scene(title: "", boxes: boxes))
    #expect(picture.problem == nil)
    #expect(picture.height < 3_000)
  }

  @Test func cutLinkIsCrossedOut() {
    let boxes = (0..<2).map { SceneBox(id: "\($0)", kind: .database, label: "db-\($0)") }
    let link = SceneLink(from: "1", to: "0", kind: .follows, label: "lag 3 s", state: .bad)
    let html = Scene(title: "", boxes: boxes, links: [link]).picture(prefix: "p").html
    #expect(html.contains("class=\"cut\""))
    #expect(html.contains("<title>db-1 follows db-0: lag 3 s (cut or failed)</title>"))
  }

  @Test func everyKindOfLinkBetweenAllPlacesIsDrawn() {
    var scene = SceneSamples.statefulSet(pods: 5, nodes: 5)
    scene.boxes.append(SceneSamples.volume("local", on: 2))
    scene.boxes.append(SceneSamples.pod("late", on: nil))
    scene.boxes.append(SceneBox(id: "client", kind: .client, label: "browser"))
    let ids = scene.boxes.map { $0.id }
    scene.links = []
    for from in ids {
      for to in ids { scene.links.append(SceneLink(from: from, to: to, kind: .mounts)) }
    }
    let picture = picture(scene)
    #expect(picture.problem == nil)
    let drawn = picture.elements.filter { $0.attributes["class"] == "line" }
    // All pairs, without a box with itself, and a node with the six things that are on one.
    #expect(drawn.count == ids.count * (ids.count - 1) - 2 * 6)
    for line in drawn {
      let numbers = (line.attributes["d"] ?? "").split { "MLQ ".contains($0) }.map { Int($0) }
      #expect(numbers.allSatisfy { $0 != nil && $0! >= 0 && $0! <= max(420, picture.height) })
    }
  }
}
