import Scenes
import Testing

@Suite struct SceneLineTests {
  /// A line of a picture: whose it is, and its corners.
  private struct Line {
    let from: String
    let to: String
    let kind: String
    var points: [(x: Int, y: Int)] = []

    /// Lines of a service start together, so they may lie on each other.
    var owner: String { kind == "link-routes" ? from : kind + from + to }

    var stretches: [(x: Int, top: Int, bottom: Int)] {
      zip(points, points.dropFirst()).compactMap { first, second in
        first.x == second.x && abs(first.y - second.y) > 10
          ? (first.x, min(first.y, second.y), max(first.y, second.y)) : nil
      }
    }
  }

  private func lines(_ picture: WrittenPicture) -> [Line] {
    var result: [Line] = []
    for element in picture.elements {
      if let from = element.attributes["data-from"], let to = element.attributes["data-to"] {
        let kind = element.attributes["class"]?.split(separator: " ").dropFirst().first ?? ""
        result.append(Line(from: from, to: to, kind: String(kind)))
      } else if element.attributes["class"] == "line", !result.isEmpty {
        let numbers = (element.attributes["d"] ?? "").split { "MLQ ".contains($0) }
          .compactMap { Int($0) }
        result[result.count - 1].points = stride(from: 0, to: numbers.count, by: 2).map {
          (numbers[$0], numbers[$0 + 1])
        }
      }
    }
    return result
  }

  /// Lines that run behind a box that is not one of their ends, nor around one.
  private func linesBehindBoxes(
    _ scene: Scene, _ picture: WrittenPicture
  ) -> [String] {
    var result: [String] = []
    for line in lines(picture) {
      for box in scene.boxes where box.id != line.from && box.id != line.to {
        let place = picture.places[box.id]?.split(separator: " ").prefix(4).compactMap { Int($0) }
        guard let place, place.count == 4 else { continue }
        let isAround = scene.boxes.contains {
          $0.parent == box.id && ($0.id == line.from || $0.id == line.to)
        }
        if isAround { continue }
        for (first, second) in zip(line.points, line.points.dropFirst()) {
          let isBeside =
            max(first.x, second.x) <= place[0] || min(first.x, second.x) >= place[0] + place[2]
            || max(first.y, second.y) <= place[1] || min(first.y, second.y) >= place[1] + place[3]
          if !isBeside { result.append("\(line.from) to \(line.to) behind \(box.id)") }
        }
      }
    }
    return result
  }

  private func linesOnEachOther(_ picture: WrittenPicture) -> [String] {
    var result: [String] = []
    let lines = lines(picture)
    for (number, line) in lines.enumerated() {
      for other in lines[(number + 1)...] where other.owner != line.owner {
        for first in line.stretches {
          for second in other.stretches
          where first.x == second.x && min(first.bottom, second.bottom) > max(first.top, second.top)
          {
            result.append("\(line.owner) and \(other.owner) at \(first.x)")
          }
        }
      }
    }
    return result
  }

  private static func crowd(services: Int, nodes: Int) -> Scene {
    var scene = SceneSamples.statefulSet(pods: nodes, nodes: nodes)
    for number in 1..<services {
      let id = "service/s\(number)"
      scene.boxes.append(SceneBox(id: id, kind: .service, label: "s\(number)"))
      scene.links.append(
        SceneLink(from: id, to: "pod/web-\(number % nodes)", kind: .routes))
    }
    return scene
  }

  @Test(arguments: 1...9, [1, 2, 3, 4])
  func whatStandsBelowAnotherAtTheTopHasNoLineBehindIt(services: Int, nodes: Int) {
    var scene = SceneLineTests.crowd(services: services, nodes: nodes)
    scene.boxes.append(SceneBox(id: "client", kind: .client, label: "browser"))
    scene.links.append(SceneLink(from: "client", to: "service/web", kind: "asks"))
    let picture = WrittenPicture(scene.picture(prefix: "p").html)
    #expect(linesBehindBoxes(scene, picture) == [])
  }

  @Test(arguments: [1, 2, 3, 4, 6], 1...6)
  func aLineOfAWaitingPodRunsBetweenTheMachines(nodes: Int, pods: Int) {
    var scene = SceneSamples.statefulSet(pods: nodes, nodes: nodes)
    for number in 0..<pods {
      let claim = SceneSamples.claim("data-late-\(number)")
      scene.boxes += [SceneSamples.pod("late-\(number)", on: nil), claim]
      scene.links += [
        SceneLink(from: "pod/late-\(number)", to: claim.id, kind: .mounts),
        SceneLink(from: "service/web", to: "pod/late-\(number)", kind: .routes),
      ]
    }
    let picture = WrittenPicture(scene.picture(prefix: "p").html)
    #expect(lines(picture).count(where: { $0.from.hasPrefix("pod/late") }) == pods)
    #expect(linesBehindBoxes(scene, picture) == [])
  }

  @Test(arguments: [1, 2, 3], 1...5)
  func linesThatAreNotOneDoNotLieOnEachOther(nodes: Int, services: Int) {
    var scene = SceneLineTests.crowd(services: services, nodes: nodes)
    for number in 1..<max(nodes, 2) where nodes > 1 {
      scene.links.append(
        SceneLink(from: "pod/web-\(number)", to: "pod/web-\(number - 1)", kind: .follows))
    }
    let picture = WrittenPicture(scene.picture(prefix: "p").html)
    #expect(lines(picture).count >= nodes + services)
    #expect(linesOnEachOther(picture) == [])
  }

  @Test func linesToBothSidesOfAGapDoNotMeetInIt() {
    let names = ["a", "b", "v", "w"]
    var scene = Scene(title: "", boxes: [SceneBox(id: "host", kind: .host, label: "host")])
    for name in names + ["c"] {
      let kind: SceneKind = name == "v" || name == "w" ? .volume : .container
      scene.boxes.append(SceneBox(id: name, kind: kind, label: name, parent: "host"))
    }
    scene.links = [
      SceneLink(from: "a", to: "w", kind: .mounts), SceneLink(from: "b", to: "v", kind: .mounts),
      SceneLink(from: "b", to: "a", kind: "joins"), SceneLink(from: "a", to: "b", kind: .follows),
    ]
    let picture = WrittenPicture(scene.picture(prefix: "p").html)
    let lines = lines(picture)
    #expect(lines.count == 4)
    #expect(linesOnEachOther(picture) == [])
    for (number, line) in lines.enumerated() {
      for other in lines[(number + 1)...] {
        for (first, second) in zip(line.points, line.points.dropFirst()) where first.y == second.y {
          for (third, fourth) in zip(other.points, other.points.dropFirst())
          where third.y == fourth.y && third.y == first.y {
            let isApart =
              max(first.x, second.x) <= min(third.x, fourth.x)
              || max(third.x, fourth.x) <= min(first.x, second.x)
            #expect(isApart, "\(line) and \(other)")
          }
        }
      }
    }
  }

  @Test func theLegendSaysWhatACutLineIs() {
    var scene = SceneSamples.statefulSet(pods: 2, nodes: 2)
    let whole = scene
    #expect(!scene.picture(prefix: "p").html.contains("link-cut"))
    scene.links[0].state = .bad
    let html = scene.picture(prefix: "p").html
    #expect(html.contains("class=\"link link-cut\""))
    #expect(html.contains(">cut or failed</text>"))
    // All pictures of a session have one legend.
    let frame = SceneFrame(of: [whole, scene])
    #expect(whole.picture(prefix: "p", frame: frame).html.contains("link-cut"))
  }

  @Test func aPositionInALogIsNeverCut() {
    for name in ["binlog.000003", "mysql-0-bin.000003"] {
      let server = SceneBox(
        id: "db", kind: .database, label: "server 1", details: ["applied: \(name) 5321"],
        parent: "pod/db-0")
      let boxes = (1...3).map { SceneSamples.node($0) } + [SceneSamples.pod("db-0", on: 1), server]
      let html = Scene(title: "", boxes: boxes).picture(prefix: "p").html
      #expect(!html.contains("…"))
      #expect(html.contains("5321</text>"))
    }
  }

  @Test func theNameOfAClaimTakesTheRoomOfItsSignBeforeItIsCut() {
    let names = ["data-web-0", "data-remote-0", "data-a-long-name-0"]
    let html = Scene(title: "", boxes: names.map { SceneSamples.claim($0) })
      .picture(prefix: "p").html
    #expect(html.contains(">data-remote-0</text>"))
    #expect(html.split(separator: "<g class=\"sign\"").count == 3)
  }

  @Test func aStatusThatGoesOnStandsUnderItsBeginning() {
    var pod = SceneSamples.pod("web-0", on: 1, SceneBadge("Terminating", .ending))
    pod.badges[1] = SceneBadge("1/1 and some words")
    let html = Scene(title: "", boxes: (1...3).map { SceneSamples.node($0) } + [pod])
      .picture(prefix: "p").html
    let places = html.split(separator: "<text class=\"status\" x=\"").dropFirst()
      .filter { $0.contains(">Terminating<") || $0.contains(">1/1 and") || $0.contains("words<") }
      .map { $0.prefix { $0 != "\"" } }
    #expect(places.count >= 2)
    #expect(Set(places).count == 1)
  }

  @Test func aLineKeepsItsPlaceWhateverComesAndGoes() {
    let few = SceneSamples.statefulSet(pods: 3, nodes: 3)
    let many = SceneLineTests.crowd(services: 6, nodes: 3)
    let frame = SceneFrame(of: [few, many, few])
    let first = lines(WrittenPicture(few.picture(prefix: "p", frame: frame).html))
    let second = lines(WrittenPicture(many.picture(prefix: "p", frame: frame).html))
    for line in first {
      let other = second.first { $0.owner == line.owner && $0.to == line.to }
      #expect(other?.points.map { [$0.x, $0.y] } == line.points.map { [$0.x, $0.y] })
    }
  }
}
