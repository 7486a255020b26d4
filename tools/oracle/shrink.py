"""From a difference between two engines to a small model that still shows it, and that no known difference explains."""

from oracle.compare import same
from oracle.known import Difference, explain


def look(ours, theirs, model, name):
    """The difference that a decision shows, or None."""
    their_answers, said = theirs.answers(model)
    if their_answers is None:
        return None
    our_answers, refused = ours.answers(model)
    if our_answers is None:
        return None
    mine, other = our_answers[name], their_answers[name]
    if other.skipped or same(mine.value, other.value):
        return None
    return Difference(model, name, mine, other, said)


def smallest(ours, theirs, difference, most=400):
    """Takes away one thing after the other while the difference stays and stays unexplained; at most `most` tries."""
    tries, found = 0, True
    while found and tries < most:
        found = False
        for candidate in difference.model.smaller():
            tries += 1
            if tries > most:
                break
            less = look(ours, theirs, candidate.only(difference.name), difference.name)
            if less and not explain(less, early=False) and not explain(less, early=True):
                difference, found = less, True
                break
    return difference
