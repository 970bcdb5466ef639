import Simulation

extension Pattern {
  /// The length in characters of the shortest or longest beginning that matches.
  func prefixLength(
    _ text: ArraySlice<Unicode.Scalar>, longest: Bool, _ world: World? = nil
  ) -> Int? {
    Pattern.length(elements, text, longest: longest, world)
  }

  /// The length in characters of the shortest or longest end that matches.
  func suffixLength(_ text: [Unicode.Scalar], longest: Bool, _ world: World? = nil) -> Int? {
    Pattern.length(elements.reversed(), text.reversed()[...], longest: longest, world)
  }

  /// Goes through the text once and keeps all places of the pattern that it may be at, so that the
  /// time grows with the text and not with its square.
  private static func length(
    _ elements: [Element], _ text: ArraySlice<Unicode.Scalar>, longest: Bool, _ world: World?
  ) -> Int? {
    var places: [Int] = []
    /// The step in which a place was last added.
    var marks = [Int](repeating: -1, count: elements.count + 1)
    var found: Int?
    var steps = 0
    defer { world?.spend(steps) }
    func add(_ place: Int, _ step: Int, _ places: inout [Int]) {
      var place = place
      while marks[place] != step {
        marks[place] = step
        places.append(place)
        guard place < elements.count, case .many = elements[place] else { return }
        place += 1
      }
    }
    add(0, 0, &places)
    var step = 0
    while true {
      steps += places.count + 1
      if steps > 1 << 16, let world {
        world.spend(steps)
        steps = 0
        if world.exceeded != nil { return nil }
      }
      if marks[elements.count] == step {
        found = step
        if !longest { return found }
      }
      guard step < text.count, !places.isEmpty else { return found }
      let scalar = text[text.startIndex + step]
      step += 1
      var next: [Int] = []
      for place in places where place < elements.count {
        if case .many = elements[place] {
          add(place, step, &next)
        } else if elements[place].matches(scalar) {
          add(place + 1, step, &next)
        }
      }
      places = next
    }
  }
}
