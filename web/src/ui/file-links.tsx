import classes from './file-links.module.css';

interface FileLinksProps {
  /** What the files are of, for those who hear a link without its surroundings. */
  readonly of: string;
  readonly files: readonly { readonly format: string; readonly fileName: string; readonly href: string }[];
}

/** One document in its formats, each a link that saves the file. */
export function FileLinks({ of, files }: FileLinksProps) {
  return (
    <span className={classes.files}>
      {files.map(({ format, fileName, href }) => (
        <a key={format} href={href} download={fileName}>
          {format.toUpperCase()}
          <span className="visually-hidden"> of {of}</span>
        </a>
      ))}
    </span>
  );
}
