"""The participants of interviews in the browser, and the sample of a study as a report needs it."""
