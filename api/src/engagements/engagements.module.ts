import { Module } from '@nestjs/common';
import { BookStore } from './book.store.js';

@Module({
  providers: [BookStore],
  exports: [BookStore],
})
export class EngagementsModule {}
