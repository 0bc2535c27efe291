// Requests of the page to the desk.
const { token } = document.body.dataset;
const PATIENCE = 600_000;  // large editions are compared again after a pair

// A step that the desk refused; overtaken by another person, if it says what these decided.
class Refusal extends Error {
  constructor(answer, found) {
    super(found.problem);
    this.overtaken = answer.status === 409;
    this.found = found;
  }
}

// Nobody is there, or not in time.
export class Unanswered extends Error {}

export const ask = async (path, asked) => {
  let answer;
  try {
    answer = await fetch(path, {
      method: asked ? "POST" : "GET",
      headers: { "Guidegraph-Token": token, "Content-Type": "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
      body: asked instanceof Blob ? asked : asked && JSON.stringify(asked),
    });
  } catch {
    throw new Unanswered(
      "The desk does not answer; is guidegraph still running? If it is not, start it again.");
  }
  if (answer.status === 204) {
    return null;
  }
  if (answer.headers.get("content-type").startsWith("application/json")) {
    const found = await answer.json();
    if (!answer.ok) {
      throw new Refusal(answer, found);
    }
    return found;
  }
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(text.trim());
  }
  return text;
};
